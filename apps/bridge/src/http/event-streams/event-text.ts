const lineEnd = /\r\n|\r|\n/;

export interface ServerSentEvent {
  readonly event?: string;
  readonly id?: string;
  /** One line: JSON has no line ends. */
  readonly data?: string;
}

/** An event as it goes over the wire. Without data a browser shows nothing, and still notes the id. */
export function eventText({ event, id, data }: ServerSentEvent): string {
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(data === undefined ? [] : data.split(lineEnd).map((line) => `data: ${line}`)),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** A comment: nothing for the reader, but the link is seen to be alive. */
export const keepAliveText = ': still here\n\n';

/** The last event of a stream that was ended, with the reason. A reader that comes back with Last-Event-ID continues where it was. */
export function endText(reason: 'stalled'): string {
  return eventText({ event: 'end', data: JSON.stringify({ reason }) });
}

/** How long a browser waits before it comes back, milliseconds. */
const comeBackMs = 2000;
export const openingText = `retry: ${comeBackMs}\n\n`;

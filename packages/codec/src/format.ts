import { codeNumber, type MessageAddress, separator } from '@sdmp/protocol';
import { headOf } from './head.ts';

export interface MessageParts extends MessageAddress {
  /** code, value, code, value … in the order to be written. */
  readonly fields: readonly string[];
}

/** The beginning of a message's frame. */
export function headText({ service, interface: layer, code }: MessageAddress): string {
  return service === null || layer === null ? code : `${service}:${layer}:${code}`;
}

/** The code whose value this message writes in quotes; a number that no code has, when there is none. */
export function quotedCodeOf(head: string): number {
  // A head with a separator in it is none, but its beginning may be.
  return head.includes(separator) ? Number.NaN : (headOf(head)?.quotedCode ?? Number.NaN);
}

/** A message as a frame, without a terminator. Routed framing (SDMP 2) where service and interface are given. */
export function format(message: MessageParts): string {
  const { fields } = message;
  let frame = headText(message);
  const quotedCode = quotedCodeOf(frame);
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    frame += isQuoted(code, quotedCode) ? `${separator}${code}"${value}"` : separator + code + value;
  }
  return frame;
}

export function isQuoted(code: string, quotedCode: number): boolean {
  return codeNumber(code) === quotedCode && code.length === 2;
}

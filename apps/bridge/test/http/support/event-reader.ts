import { onTestFinished } from 'vitest';

export interface ReceivedEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Reads server-sent events as a browser does: in order, one at a time. */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  constructor(response: Response) {
    if (response.body === null || response.status !== 200) throw new Error(`no stream: ${response.status}`);
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    onTestFinished(() => this.close());
  }

  /** The next event that has data. Rejects when the stream ends before. */
  async next(): Promise<ReceivedEvent> {
    for (;;) {
      const block = await this.block();
      const fields = new Map(block.split('\n').map((line) => splitLine(line)));
      const data = fields.get('data');
      if (data !== undefined) {
        return { event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) as unknown };
      }
    }
  }

  async take(count: number): Promise<readonly ReceivedEvent[]> {
    const events: ReceivedEvent[] = [];
    while (events.length < count) events.push(await this.next());
    return events;
  }

  /** The next block of lines, whatever it is. */
  async block(): Promise<string> {
    for (;;) {
      const at = this.#text.indexOf('\n\n');
      if (at >= 0) {
        const block = this.#text.slice(0, at);
        this.#text = this.#text.slice(at + 2);
        return block;
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('the stream has ended');
      this.#text += value;
    }
  }

  async close(): Promise<void> {
    await this.#reader.cancel().catch(() => undefined);
  }
}

function splitLine(line: string): readonly [string, string] {
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
}

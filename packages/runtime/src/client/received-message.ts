import { decode, type Message } from '@sdmp/codec';
import { codeLength, codeOf, outcomeData, separator } from '@sdmp/protocol';

const dataSegment = separator + codeOf(outcomeData, 'data');

/**
 * An OZ that is decoded when someone needs more than the text shows. Most readers of a fast stream want the frame and two
 * or three values; decoding each frame whole would halve what one process can receive.
 */
export class ReceivedMessage implements Message {
  readonly text: string;
  #decoded: Message | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get service(): string | null {
    return this.#whole.service;
  }

  get interface(): string | null {
    return this.#whole.interface;
  }

  get code(): string {
    return this.#whole.code;
  }

  get fields(): readonly string[] {
    return this.#whole.fields;
  }

  get isRouted(): boolean {
    return this.#whole.isRouted;
  }

  /** Ahead of the data every separator begins a segment, so the first match there is the value. */
  get(code: string): string | undefined {
    if (this.#decoded !== undefined || code.length !== codeLength) return this.#whole.get(code);
    const { text } = this;
    const at = text.indexOf(separator + code);
    if (at < 0) return undefined;
    if (text.lastIndexOf(dataSegment, at) >= 0) return this.#whole.get(code);
    const start = at + separator.length + codeLength;
    const end = text.indexOf(separator, start);
    return end < 0 ? text.slice(start) : text.slice(start, end);
  }

  has(code: string): boolean {
    return this.get(code) !== undefined;
  }

  entries(): [code: string, value: string][] {
    return this.#whole.entries();
  }

  get #whole(): Message {
    this.#decoded ??= decode(this.text);
    return this.#decoded;
  }
}

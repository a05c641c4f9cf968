import type { Segments, WireFields } from '@sdmp/protocol';
import { fieldListOf } from './field-list.ts';
import type { Head } from './head.ts';
import { type Inspect, inspected, inspectMessage, type Message, pairsOf, valueIn } from './message.ts';
import { SegmentReader } from './segment-reader.ts';
import { codeCells, numberOfCode } from './wire-constants.ts';

/** A single reader, because frames are read one at a time; its results are valid until the next frame. */
const reader = new SegmentReader();

/** A message that is read lazily from its frame. Creating one costs almost nothing. */
export class ReceivedFrame implements Message {
  readonly service: string | null;
  readonly interface: string | null;
  readonly code: string;
  readonly text: string;
  readonly #head: Head | undefined;
  #fields: readonly string[] | undefined;

  constructor(text: string, head: Head | undefined) {
    this.service = head === undefined ? null : head.service;
    this.interface = head === undefined ? null : head.interface;
    this.code = head === undefined ? '' : head.code;
    this.text = text;
    this.#head = head;
  }

  get fields(): readonly string[] {
    this.#fields ??= this.#readFields();
    return this.#fields;
  }

  get(code: string): string | undefined {
    const number = this.#fields === undefined && code.length === codeCells ? numberOfCode(code) : -1;
    if (number < 0) return valueIn(this.fields, code);
    return this.#goTo(number) ? reader.value() : undefined;
  }

  has(code: string): boolean {
    const number = this.#fields === undefined && code.length === codeCells ? numberOfCode(code) : -1;
    return number < 0 ? valueIn(this.fields, code) !== undefined : this.#goTo(number);
  }

  entries(): [code: string, value: string][] {
    return pairsOf(this.fields);
  }

  get isRouted(): boolean {
    return this.service !== null;
  }

  [inspected](_: number, options: object, inspect: Inspect): string {
    return inspectMessage(this, options, inspect);
  }

  /** Segments of the message, valid until another message is read. */
  segments(): WireFields | Segments {
    if (this.#fields !== undefined) return this.#fields;
    this.#open();
    return reader;
  }

  #open(): void {
    if (reader.owner === this) reader.rewind();
    else reader.open(this, this.text, this.#head);
  }

  #goTo(number: number): boolean {
    this.#open();
    return reader.seek(number);
  }

  #readFields(): readonly string[] {
    // Releases the reader's data of this frame, which is not needed again.
    if (reader.owner === this) reader.close();
    return this.#head === undefined ? [] : fieldListOf(this.text, this.#head);
  }
}

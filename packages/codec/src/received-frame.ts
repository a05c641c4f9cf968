import type { Segments, WireFields } from '@sdmp/protocol';
import { fieldListOf } from './field-list.ts';
import type { Head } from './head.ts';
import { type Message, pairsOf, valueIn } from './message.ts';
import { SegmentReader } from './segment-reader.ts';
import { codeCells, numberOfCode } from './wire-constants.ts';

/** One for all: frames are read one after the other, and what it has found of one is of use until the next is read. */
const reader = new SegmentReader();

/** A message that is read from its frame when somebody asks. Making one costs next to nothing. */
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

  /** Its segments, valid until another message is read. */
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
    // What the reader has of this frame is not asked for again: it must not stay in memory.
    if (reader.owner === this) reader.close();
    return this.#head === undefined ? [] : fieldListOf(this.text, this.#head);
  }
}

import { decode, type Message, textDigest } from '@sdmp/codec';
import { codeLength, codePair } from '@sdmp/protocol';
import type { FrameRun } from './frame-run.ts';
import { segmentCursor, type Found } from './segment-cursor.ts';

/**
 * An OZ in the text in which it arrived. Most readers of a fast stream want two or three values; decoding each frame whole
 * would halve what one process can receive, so values are read where they are.
 */
export class ReceivedMessage implements Message {
  readonly #run: FrameRun;
  readonly #at: number;
  #decoded: Message | undefined;

  constructor(run: FrameRun, at: number) {
    this.#run = run;
    this.#at = at;
    this.#decoded = undefined;
  }

  get text(): string {
    return this.#run.frame(this.#at);
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

  get(code: string): string | undefined {
    const found = this.#find(code);
    if (found === 'unclear') return this.#whole.get(code);
    return found === 'absent' ? undefined : this.#run.text.slice(segmentCursor.start, segmentCursor.end);
  }

  has(code: string): boolean {
    const found = this.#find(code);
    return found === 'unclear' ? this.#whole.has(code) : found === 'found';
  }

  entries(): [code: string, value: string][] {
    return this.#whole.entries();
  }

  #find(code: string): Found {
    if (this.#decoded !== undefined || code.length !== codeLength) return 'unclear';
    return segmentCursor.find(this.#run, this.#at, codePair(code));
  }

  /** Differs for messages that differ, so that test runners, which cannot see private state, tell them apart. */
  get [Symbol.toStringTag](): string {
    return `Message ${textDigest(this.text)}`;
  }

  get #whole(): Message {
    this.#decoded ??= decode(this.text);
    return this.#decoded;
  }
}

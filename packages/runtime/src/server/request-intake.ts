import type { Buffer } from 'node:buffer';
import { Framer, type WireEncoding } from '@sdmp/codec';
import type { ServiceLimits } from './service-options.ts';
import type { SessionTimes } from './session-times.ts';

/** A frame above the limit, with its beginning. */
export interface OversizedFrame {
  readonly excerpt: string;
}

export interface RequestIntakeOptions {
  readonly encoding: WireEncoding;
  readonly limits: Pick<ServiceLimits, 'maxFrameBytes'>;
  readonly times: SessionTimes;
}

/** So much is split into frames at a time, bytes: splitting all that was read would be a turn of its own. */
export const sliceBytes = 1024;

/** What was read of a socket and is not handled yet: bytes, split into frames as they are asked for. */
export class RequestIntake {
  readonly #framer: Framer;
  readonly #times: SessionTimes;
  #unread: Buffer[] = [];
  /** Bytes of the first chunk that were split. */
  #splitBytes = 0;
  #frames: (string | OversizedFrame)[] = [];
  #at = 0;

  constructor({ encoding, limits, times }: RequestIntakeOptions) {
    this.#times = times;
    this.#framer = new Framer(
      {
        frame: (text) => this.#frames.push(text),
        oversized: (excerpt) => this.#frames.push({ excerpt }),
      },
      { encoding, maxFrameBytes: limits.maxFrameBytes },
    );
  }

  get isEmpty(): boolean {
    return this.#at >= this.#frames.length && this.#unread.length === 0;
  }

  /** Chunks that were read and not split to their end. */
  get chunks(): number {
    return this.#unread.length;
  }

  push(chunk: Buffer): void {
    this.#unread.push(chunk);
  }

  /** Returns the next frame; undefined when another slice was split without completing one, or when nothing is left. */
  next(): string | OversizedFrame | undefined {
    if (this.#at >= this.#frames.length) this.#split();
    return this.#frames[this.#at++];
  }

  /** Forgets everything. */
  clear(): void {
    this.#unread = [];
    this.#splitBytes = 0;
    this.#frames = [];
    this.#at = 0;
  }

  #split(): void {
    this.#frames = [];
    this.#at = 0;
    const [chunk] = this.#unread;
    if (chunk === undefined) return;
    const end = Math.min(chunk.length, this.#splitBytes + sliceBytes);
    this.#framer.push(chunk.subarray(this.#splitBytes, end));
    this.#splitBytes = end;
    this.#times.read(performance.now(), this.#frames.length > 0, this.#framer.hasUnfinished);
    if (end < chunk.length) return;
    this.#unread.shift();
    this.#splitBytes = 0;
  }
}

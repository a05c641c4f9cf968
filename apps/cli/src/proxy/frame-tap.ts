import { cellSize, Framer, type WireEncoding } from '@sdmp/codec';
import { defaultMaxFrameBytes, parseRunHead, runNumberBytes } from '@sdmp/protocol';

/** Told of the frames in one direction of a connection. */
export interface FrameTapEvents {
  readonly frame: (text: string) => void;
  /** A frame above the limit, by its beginning. */
  readonly oversized: (excerpt: string) => void;
  /** Bytes of outcomes in runs, behind the frame of their head. */
  readonly run?: (bytes: Uint8Array) => void;
}

/** Splits bytes that pass into frames. Outcomes in runs, which are binary, are told by their head alone. */
export class FrameTap {
  readonly #framer: Framer;
  readonly #isSplit: boolean;
  readonly #run: FrameTapEvents['run'];
  #toSkip = 0;
  #unfinishedBytes = 0;

  constructor(encoding: WireEncoding, { frame, oversized, run }: FrameTapEvents) {
    this.#run = run;
    this.#isSplit = cellSize(encoding) === 1;
    const told = (text: string): void => {
      const head = parseRunHead(text);
      if (head !== undefined) this.#toSkip = runNumberBytes(head) + head.bytes;
      frame(text);
    };
    this.#framer = new Framer({ frame: told, oversized }, { encoding, maxFrameBytes: defaultMaxFrameBytes });
  }

  /** Bytes of a frame whose end has not passed. */
  get unfinishedBytes(): number {
    return this.#unfinishedBytes + this.#toSkip;
  }

  push(bytes: Uint8Array): void {
    if (!this.#isSplit) {
      this.#framer.push(bytes);
      const last = bytes.length % 2 === 0 && bytes.at(-1) === 0 && bytes.at(-2) === 0;
      this.#unfinishedBytes = last ? 0 : this.#unfinishedBytes + bytes.length;
      return;
    }
    for (let at = 0; at < bytes.length; ) {
      const skipped = Math.min(this.#toSkip, bytes.length - at);
      this.#toSkip -= skipped;
      if (skipped > 0) this.#run?.(bytes.subarray(at, at + skipped));
      at += skipped;
      if (at === bytes.length) return;
      const nul = bytes.indexOf(0, at);
      const end = nul < 0 ? bytes.length : nul + 1;
      this.#unfinishedBytes = nul < 0 ? this.#unfinishedBytes + end - at : 0;
      this.#framer.push(bytes.subarray(at, end));
      at = end;
    }
  }
}

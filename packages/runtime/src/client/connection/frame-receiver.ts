import { isAscii, type Buffer } from 'node:buffer';
import { cellSize, Framer, type StreamDecoder, streamDecoder, type WireEncoding } from '@sdmp/codec';
import { FrameRun, runOf } from './frame-run.ts';

/** Where received frames go, in wire order. */
export interface FrameReceiverSink {
  readonly frames: (run: FrameRun) => void;
  /** A frame above the limit was skipped. */
  readonly oversized: (excerpt: string) => void;
}

export interface FrameReceiverOptions {
  readonly encoding: WireEncoding;
  readonly maxFrameBytes: number;
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** Bytes that become one text: from 128 KiB on it would be a large object, for each of which V8 asks the system anew. */
const maxTextBytes = 64 * 1024;
/** Frames whose bounds are found at a time. */
const maxRun = 8192;

/**
 * Splits what a socket brings into runs of frames. What lies whole between two terminators of one chunk is split in place;
 * all else (the halves at a chunk's ends, CR LF, frames above the limit, UTF-16) goes through the codec's framer.
 */
export class FrameReceiver {
  readonly #sink: FrameReceiverSink;
  readonly #framer: Framer;
  readonly #decode: StreamDecoder;
  readonly #maxUnits: number;
  readonly #isSplitInPlace: boolean;
  /** Frames of the framer that are not told yet. */
  #single: string[] = [];
  /** Whether the framer holds nothing: the last byte it got was a terminator. */
  #isBetween = false;

  constructor(sink: FrameReceiverSink, options: FrameReceiverOptions) {
    const { encoding, maxFrameBytes } = options;
    this.#sink = sink;
    this.#decode = streamDecoder(encoding);
    this.#maxUnits = maxFrameBytes;
    this.#isSplitInPlace = cellSize(encoding) === 1;
    this.#framer = new Framer(
      {
        frame: (text) => {
          this.#single.push(text);
        },
        oversized: (excerpt) => {
          this.#tellSingle();
          sink.oversized(excerpt);
        },
      },
      options,
    );
  }

  /** The bytes may be overwritten afterwards. */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += maxTextBytes) {
      const part = chunk.subarray(at, at + maxTextBytes);
      if (this.#isSplitInPlace) this.#receive(part);
      else this.#framer.push(part);
    }
    this.#tellSingle();
  }

  #receive(chunk: Buffer): void {
    const last = chunk.lastIndexOf(0);
    const first = this.#isBetween ? 0 : chunk.indexOf(0) + 1;
    if (last < first) {
      this.#framer.push(chunk);
      this.#isBetween = last === chunk.length - 1;
      return;
    }
    if (first > 0) this.#framer.push(chunk.subarray(0, first));
    const whole = chunk.subarray(first, last + 1);
    if (!this.#split(whole)) this.#framer.push(whole);
    const rest = chunk.subarray(last + 1);
    if (rest.length > 0) this.#framer.push(rest);
    this.#isBetween = rest.length === 0;
  }

  /** Tells whole frames; false, and nothing is told, when something there is not as a service writes it. */
  #split(bytes: Buffer): boolean {
    if (bytes.includes(carriageReturn) || bytes.includes(lineFeed)) return false;
    const text = isAscii(bytes) ? bytes.toString('latin1') : this.#decode(bytes);
    const runs: FrameRun[] = [];
    for (let at = 0; at < text.length; ) {
      const run = this.#runAt(text, at);
      if (run === undefined) return false;
      runs.push(run);
      at = run.startOf(run.count);
    }
    this.#tellSingle();
    for (const run of runs) this.#sink.frames(run);
    return true;
  }

  /** Undefined where a frame is empty or above the limit. */
  #runAt(text: string, from: number): FrameRun | undefined {
    const starts = bounds;
    let count = 0;
    let at = from;
    while (at < text.length && count < maxRun) {
      const end = text.indexOf('\0', at);
      if (end === at || end - at > this.#maxUnits) return undefined;
      starts[count++] = at;
      at = end + 1;
    }
    starts[count] = at;
    return new FrameRun(text, starts.slice(0, count + 1), 0, count);
  }

  #tellSingle(): void {
    if (this.#single.length === 0) return;
    const frames = this.#single;
    this.#single = [];
    this.#sink.frames(runOf(frames));
  }
}

/** Filled by one receiver at a time. */
const bounds = new Int32Array(maxRun + 1);

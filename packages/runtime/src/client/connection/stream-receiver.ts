import { Buffer } from 'node:buffer';
import { type StreamDecoder, streamDecoder } from '@sdmp/codec';
import {
  maxRunHeadLength,
  maxRunPayloadBytes,
  parseRunHead,
  runCode,
  type RunHead,
  runNumberBytes,
  separator,
} from '@sdmp/protocol';
import { FrameReceiver, type FrameReceiverOptions, type FrameReceiverSink } from './frame-receiver.ts';
import type { FrameRun } from './frame-run.ts';
import { readRecordRun } from './record-run.ts';

export interface StreamReceiverSink extends FrameReceiverSink {
  /** Outcomes of one transaction, all that came behind one head. */
  readonly records: (run: FrameRun) => void;
  /** A run is not as its head says: what follows cannot be read. */
  readonly broken: (reason: string) => void;
}

const lead = Buffer.from(runCode + separator, 'latin1');
/** A lead where a frame has just ended. */
const leadBehindFrame = Buffer.from(`\0${runCode}${separator}`, 'latin1');

/** A run that has begun. */
interface Unfinished {
  readonly head: RunHead;
  readonly size: number;
  /** Bytes of it that are held, because it does not come in one piece. */
  held: number;
}

/** Splits what a socket brings into frames and runs, whatever the chunks. A run is told when all of it is there. */
export class StreamReceiver {
  readonly #sink: StreamReceiverSink;
  readonly #frames: FrameReceiver;
  readonly #decode: StreamDecoder;
  #isBetween = true;
  /** The beginning of a head. */
  #beginning: Buffer | undefined;
  #unfinished: Unfinished | undefined;
  /** The part of an unfinished run that has come; made for the first and used for all. */
  #held: Buffer | undefined;
  #isBroken = false;

  constructor(sink: StreamReceiverSink, options: FrameReceiverOptions) {
    this.#sink = sink;
    this.#frames = new FrameReceiver(sink, options);
    this.#decode = streamDecoder(options.encoding);
  }

  /** The bytes may be overwritten afterwards. */
  push(chunk: Buffer): void {
    let rest = this.#beginning === undefined ? chunk : Buffer.concat([this.#beginning, chunk]);
    this.#beginning = undefined;
    while (rest.length > 0 && !this.#isBroken) {
      if (this.#unfinished !== undefined) rest = this.#fill(this.#unfinished, rest);
      else if (this.#isBetween && beginsLikeRun(rest)) rest = this.#begin(rest);
      else rest = this.#passFrames(rest);
    }
  }

  #begin(bytes: Buffer): Buffer {
    const end = bytes.indexOf(0);
    if (end < 0 && bytes.length <= maxRunHeadLength) {
      this.#beginning = Buffer.from(bytes);
      return empty;
    }
    const head = end < 0 || end > maxRunHeadLength ? undefined : parseRunHead(this.#decode(bytes.subarray(0, end)));
    if (head === undefined) return this.#passFrames(bytes);
    const size = runNumberBytes(head) + head.bytes;
    this.#unfinished = { head, size, held: 0 };
    return bytes.subarray(end + 1);
  }

  /** Takes what belongs to the run; gives what comes behind it. */
  #fill(run: Unfinished, bytes: Buffer): Buffer {
    if (run.held === 0 && bytes.length >= run.size) {
      this.#finish(run.head, bytes.subarray(0, run.size));
      return bytes.subarray(run.size);
    }
    this.#held ??= Buffer.allocUnsafeSlow(maxRunPayloadBytes);
    const taken = Math.min(run.size - run.held, bytes.length);
    this.#held.set(bytes.subarray(0, taken), run.held);
    run.held += taken;
    if (run.held === run.size) this.#finish(run.head, this.#held.subarray(0, run.size));
    return bytes.subarray(taken);
  }

  #finish(head: RunHead, payload: Buffer): void {
    this.#unfinished = undefined;
    const run = readRecordRun(head, payload);
    if (run !== undefined) {
      this.#sink.records(run);
      return;
    }
    this.#isBroken = true;
    this.#sink.broken('the service sent a run of outcomes that does not agree with its head');
  }

  /** Hands on what comes ahead of the next run; gives the rest. */
  #passFrames(bytes: Buffer): Buffer {
    const next = bytes.indexOf(leadBehindFrame);
    const end = next < 0 ? bytes.length - beginningOfLead(bytes) : next + 1;
    this.#frames.push(bytes.subarray(0, end));
    this.#isBetween = bytes[end - 1] === 0;
    return bytes.subarray(end);
  }
}

const empty = Buffer.alloc(0);

function beginsLikeRun(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, lead.length);
  for (let at = 0; at < length; at++) if (bytes[at] !== lead[at]) return false;
  return true;
}

/** How many bytes at the end, behind a NUL, may be the beginning of a lead. */
function beginningOfLead(bytes: Buffer): number {
  for (let length = lead.length - 1; length > 0; length--) {
    const nul = bytes.length - length - 1;
    if (nul >= 0 && bytes[nul] === 0 && beginsLikeRun(bytes.subarray(nul + 1))) return length;
  }
  return 0;
}

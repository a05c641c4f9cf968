import type { Revision } from '@sdmp/protocol';
import { outcomeClass } from '../model/outcome-class.ts';
import { CountedBody } from '../record/counted-body.ts';
import { countedOutcome } from './counted-outcome.ts';
import type { CountedOutcome } from './outcome-counts.ts';

/** A record whose body is in `bytes`, UTF-8, from `start` to before `end`. */
export interface CountedRecord {
  readonly time: number;
  readonly classes: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

interface KnownName {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** How many names are remembered: the latest of those that meet in a slot. */
const slots = 4096;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads what is counted of records from their bytes. Names of agents that were met before are not made again. */
export class RecordCounter {
  /** Of the body read last: RE; undefined when absent. */
  reason: number | undefined;
  /** Of the body read last: AN; undefined when absent. */
  agent: string | undefined;
  /** Of the body read last: what it corrects; undefined when it is no correction. */
  corrected: Revision | undefined;
  readonly #body = new CountedBody();
  readonly #names: (KnownName | undefined)[] = Array.from({ length: slots });

  /** Reads a body, UTF-8, from `start` to before `end`: `reason` and `agent` are its own until the next one. Makes no object. */
  read(bytes: Uint8Array, start: number, end: number): void {
    const body = this.#body;
    if (body.read(bytes, start, end)) {
      this.reason = body.reason;
      this.agent = body.agentStart < 0 ? undefined : this.#name(bytes, body);
      this.corrected = undefined;
    } else {
      const text = utf8.decode(bytes.subarray(start, end));
      const { reason, agent, corrected } = countedOutcome({ time: 0, classes: 0, body: text });
      this.reason = reason;
      this.agent = agent;
      this.corrected = corrected;
    }
  }

  /** As `countedOutcome`, from bytes. */
  counted({ time, classes, bytes, start, end }: CountedRecord): CountedOutcome {
    this.read(bytes, start, end);
    const success = (classes & outcomeClass.success) !== 0;
    const counted = { time, success, reason: this.reason, agent: this.agent };
    return this.corrected === undefined ? counted : { ...counted, corrected: this.corrected };
  }

  #name(bytes: Uint8Array, { agentStart: start, agentEnd: end, agentHash: hash }: CountedBody): string {
    const slot = (hash ^ (hash >>> 16)) & (slots - 1);
    const known = this.#names[slot];
    if (known !== undefined && isSame(bytes, start, end, known.bytes)) return known.text;
    const own = bytes.slice(start, end);
    const text = utf8.decode(own);
    this.#names[slot] = { bytes: own, text };
    return text;
  }
}

function isSame(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (bytes[start + at] !== other[at]) return false;
  return true;
}

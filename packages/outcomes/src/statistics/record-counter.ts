import { outcomeClass } from '../model/outcome-class.ts';
import { parameterNumber, PlainBody } from '../record/plain-body.ts';
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

const agentIdentifier = parameterNumber('agentIdentifier');
const prime = 0x01000193;
/** How many names are remembered: the latest of those that meet in a slot. */
const slots = 4096;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads what is counted of records from their bytes. Names of agents that were met before are not made again. */
export class RecordCounter {
  readonly #body = new PlainBody();
  readonly #names: (KnownName | undefined)[] = Array.from({ length: slots });

  /** As `countedOutcome`, which reads what is not plain. */
  counted({ time, classes, bytes, start, end }: CountedRecord): CountedOutcome {
    const body = this.#body;
    if (!body.read(bytes, start, end)) {
      return countedOutcome({ time, classes, body: utf8.decode(bytes.subarray(start, end)) });
    }
    const hasAgent = (body.met & (1 << agentIdentifier)) !== 0;
    const [from, to] = hasAgent ? [body.starts[agentIdentifier] ?? 0, body.ends[agentIdentifier] ?? 0] : [0, 0];
    return {
      time,
      success: (classes & outcomeClass.success) !== 0,
      reason: body.reason,
      agent: hasAgent ? this.#name(bytes, from, to) : undefined,
    };
  }

  #name(bytes: Uint8Array, start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), prime);
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

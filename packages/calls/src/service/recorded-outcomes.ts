import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Journal, readBatches, recordsIn, type StoredRecord } from '@sdmp/journal';
import { type Outcome, outcomeFromRecord } from '@sdmp/outcomes';
import { sessionDigest } from '@sdmp/outcomes/rates';
import { keyOf } from '../life/key-of.ts';
import { madeOutcomeOf } from '../life/corrections.ts';
import type { FoundOutcome } from '../life/finished-calls.ts';
import { PositionTable } from './position-table.ts';

/** Records read without a break: a few milliseconds. */
const recordsPerTurn = 1024;

/** Which outcome an update means. */
export interface MeantOutcome {
  readonly tenant: string;
  /** SI; undefined where only a number was given, which may be the name of a session too. */
  readonly session: string | undefined;
  /** TN. */
  readonly number: string | undefined;
}

export interface RecordedOutcomesOptions {
  readonly journal: Journal;
  /** Outcomes recorded first before that are not found, milliseconds. */
  readonly correctionMs: number;
  /** Newest outcomes among which is looked. */
  readonly maxIndexedOutcomes: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

type Read = Pick<FoundOutcome, 'session'> & { readonly number: string | undefined };

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Finds outcomes of the journal by session and by number, the newest of each. Nothing is read before the first is looked for: it waits until
 * the outcomes that can still be corrected have been read once, and each later one for what was recorded since.
 */
export class RecordedOutcomes {
  readonly #options: RecordedOutcomesOptions;
  readonly #positions = new PositionTable();
  #next: number | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(options: RecordedOutcomesOptions) {
    this.#options = options;
  }

  /** Returns the newest outcome that is meant; undefined when none of those that can be corrected is. */
  async find(meant: MeantOutcome): Promise<FoundOutcome | undefined> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readOn());
    await this.#reading;
    const { tenant, session, number } = meant;
    if (session !== undefined) return this.#at(sessionKey(tenant, session), (read) => read.session === session, tenant);
    if (number === undefined) return undefined;
    return (
      (await this.#at(sessionKey(tenant, number), (read) => read.session === number, tenant)) ??
      (await this.#at(numberKey(tenant, number), (read) => read.number === number, tenant))
    );
  }

  async #readOn(): Promise<void> {
    const { journal, signal } = this.#options;
    const from = Math.max(this.#next ?? (await this.#begin()), this.#floor);
    let left = recordsPerTurn;
    for await (const step of readBatches(journal, { from: Math.min(from, journal.end), signal })) {
      if (step.kind === 'gap' && step.reason === 'history') this.#positions.clear();
      if (step.kind === 'batch') {
        for (const record of recordsIn(step)) {
          this.#add(record);
          if (--left > 0) continue;
          await nextTurn();
          left = recordsPerTurn;
        }
      }
      this.#next = step.to;
    }
  }

  /** Positions before it are too many. */
  get #floor(): number {
    const { journal, maxIndexedOutcomes } = this.#options;
    return Math.max(journal.first, journal.end - maxIndexedOutcomes);
  }

  async #begin(): Promise<number> {
    const { journal, correctionMs, now } = this.#options;
    const known = await journal.positionsWithin?.({ since: now() - correctionMs });
    return known?.from ?? journal.first;
  }

  #add(record: StoredRecord): void {
    const { tenant, position } = record;
    const { sessionIdentifier: session = '', telephoneNumber: number = '' } = outcomeOf(record);
    // A correction names its call by the session: without one there is none.
    if (session === '') return;
    const floor = this.#floor;
    this.#positions.set(sessionKey(tenant, session), position, floor);
    if (number !== '') this.#positions.set(numberKey(tenant, number), position, floor);
  }

  /** The outcome at the position of a key, if it is still there and is the one that is meant: keys are digests. */
  async #at(key: number, isMeant: (read: Read) => boolean, ofTenant: string): Promise<FoundOutcome | undefined> {
    const position = this.#positions.get(key);
    if (position === undefined || position < this.#floor) return undefined;
    const { journal, signal, now, correctionMs } = this.#options;
    for await (const step of readBatches(journal, { from: position, to: position + 1, signal })) {
      if (step.kind !== 'batch') continue;
      for (const record of recordsIn(step)) {
        const { sessionIdentifier: session, telephoneNumber: number } = outcomeOf(record);
        if (session === undefined || record.tenant !== ofTenant || !isMeant({ session, number })) continue;
        const made = madeOutcomeOf({ ...record, body: utf8.decode(record.body) });
        return made.time > now() - correctionMs ? { session, made } : undefined;
      }
    }
    return undefined;
  }
}

function outcomeOf({ body, position, time }: StoredRecord): Outcome {
  return outcomeFromRecord(utf8.decode(body), { journal: '', position, time });
}

function sessionKey(tenant: string, session: string): number {
  return keyNumber(`SI${keyOf(tenant, session)}`);
}

function numberKey(tenant: string, number: string): number {
  return keyNumber(`TN${keyOf(tenant, number)}`);
}

/** No key is 0. */
function keyNumber(name: string): number {
  return sessionDigest(name) || 1;
}

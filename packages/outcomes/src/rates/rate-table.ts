import { callResultOf } from '../statistics/abandon-rate.ts';
import { defaultOutcomeRules, type OutcomeRules } from '../rules/outcome-rules.ts';
import { addTo, type CallTally, type Classified, emptyTally, type GrowingTally, tallyNames } from './call-tally.ts';
import { type DimensionValue, type RateDimension, readDimension } from './rate-dimension.ts';
import type { RatedOutcome } from './rated-outcome.ts';
import { type Rates, ratesOf } from './rates.ts';
import { sessionDigest, SessionRoom, SessionSet } from './session-set.ts';
import type { RateTableState, StoredRow } from './table-state.ts';
import { ZoneClock } from './zone-clock.ts';

/** Rows of a table; outcomes of further ones are counted together. */
export const defaultMaxRows = 100_000;

/** Rows, time zone, rules and limits of a rate table. */
export interface RateTableOptions {
  /** What rows are told apart by. None: one row for all. */
  readonly by: readonly RateDimension[];
  /** Name in the tz database. Default `UTC`. */
  readonly zone?: string;
  /** Default: `defaultOutcomeRules`. */
  readonly rules?: OutcomeRules;
  /** Default 100,000. */
  readonly maxRows?: number;
  /** Different sessions told apart in all rows together, default 2,000,000; above it attempts per session are not known. */
  readonly maxSessions?: number;
}

/** Counts and rates of the outcomes that have the same values. */
export interface RateRow {
  /** In the order of `by`. Empty for the total, and for outcomes beyond the limit of rows. */
  readonly values: readonly DimensionValue[];
  readonly counts: CallTally;
  /** Different sessions; undefined where there were too many to be told apart. */
  readonly sessions: number | undefined;
  readonly rates: Rates;
}

interface CountingRow {
  readonly values: readonly DimensionValue[];
  readonly counts: GrowingTally;
  readonly sessions: SessionSet;
}

interface Branch {
  readonly next: Map<DimensionValue, Branch>;
  /** Where the values end. */
  row: CountingRow | undefined;
}

/** Counts outcomes by what they have in common. In whatever order they come, the table is the same, unless it has more rows than it may. */
export class RateTable {
  readonly by: readonly RateDimension[];
  readonly #rules: OutcomeRules;
  readonly #clock: ZoneClock;
  readonly #room: SessionRoom;
  readonly #maxRows: number;
  readonly #rows: CountingRow[] = [];
  /** Finds the row of some values, one after the other: no text is made of them. */
  readonly #tree: Branch = { next: new Map(), row: undefined };
  readonly #total: CountingRow;
  #other: CountingRow | undefined;

  /** Throws `INVALID_ARGUMENT` for a zone that is not known. */
  constructor({
    by,
    zone = 'UTC',
    rules = defaultOutcomeRules,
    maxRows = defaultMaxRows,
    maxSessions,
  }: RateTableOptions) {
    this.by = by;
    this.#rules = rules;
    this.#clock = new ZoneClock(zone);
    this.#maxRows = maxRows;
    this.#room = new SessionRoom(maxSessions);
    this.#total = this.#newRow([]);
  }

  /** Counts an outcome, or with -1 takes one back that was counted: see `Corrections`. */
  add(outcome: RatedOutcome, sign: 1 | -1 = 1): void {
    const classified = this.#classify(outcome);
    const session = outcome.session === undefined ? undefined : sessionDigest(outcome.session);
    for (const row of this.by.length === 0 ? [this.#total] : [this.#total, this.#rowOf(outcome)]) {
      addTo(row.counts, classified, sign);
      if (session !== undefined) row.sessions.add(session, sign);
    }
  }

  /** All outcomes together. */
  get total(): RateRow {
    return finished(this.#total);
  }

  /** Outcomes beyond the limit of rows, together; undefined without any. */
  get other(): RateRow | undefined {
    return this.#other && finished(this.#other);
  }

  /** The rows in the order of their values, smallest first; those without a value come last. */
  rows(): readonly RateRow[] {
    // A row whose calls were all taken back says nothing.
    const counted = this.#rows.filter(({ counts }) => counts.calls > 0);
    return counted.map(finished).toSorted((a, b) => compareValues(a.values, b.values));
  }

  /** Returns everything counted so far as plain data. */
  state(): RateTableState {
    return {
      rows: Array.from(this.#rows, stored),
      total: stored(this.#total),
      ...(this.#other === undefined ? {} : { other: stored(this.#other) }),
      ...(this.#room.isFull ? { hasTooManySessions: true } : {}),
    };
  }

  /** Takes in what another table of the same options has counted. */
  restore({ rows, total, other, hasTooManySessions }: RateTableState): void {
    if (hasTooManySessions === true) this.#room.fill();
    const take = (into: CountingRow, from: StoredRow): void => {
      for (const name of tallyNames) into.counts[name] += from.counts[name];
      for (const [digest, times] of from.sessions) into.sessions.add(digest, times);
    };
    take(this.#total, total);
    for (const row of rows) take(this.#rowWith(row.values.map((value) => value ?? undefined)), row);
    if (other !== undefined) take(this.#otherRow(), other);
  }

  #classify(outcome: RatedOutcome): Classified {
    const { reason, conversion } = outcome;
    const rules = this.#rules;
    return {
      kind: rules.kindOf(outcome),
      result: callResultOf(reason),
      success: rules.success(outcome),
      contact: rules.contact(outcome),
      rightParty: rules.rightParty(outcome),
      conversion: rules.conversion(outcome),
      amount: conversion ?? 0,
      hasSession: outcome.session !== undefined,
    };
  }

  #rowOf(outcome: RatedOutcome): CountingRow {
    const at = this.#clock.at(outcome.time);
    return this.#rowWith(this.by.map((dimension) => readDimension[dimension](outcome, at)));
  }

  #rowWith(values: readonly DimensionValue[]): CountingRow {
    let branch = this.#tree;
    for (const value of values) {
      let next = branch.next.get(value);
      if (next === undefined) {
        if (this.#rows.length >= this.#maxRows) return this.#otherRow();
        next = { next: new Map(), row: undefined };
        branch.next.set(value, next);
      }
      branch = next;
    }
    if (branch.row === undefined) {
      branch.row = this.#newRow(values);
      this.#rows.push(branch.row);
    }
    return branch.row;
  }

  #otherRow(): CountingRow {
    this.#other ??= this.#newRow([]);
    return this.#other;
  }

  #newRow(values: readonly DimensionValue[]): CountingRow {
    return { values, counts: emptyTally(), sessions: new SessionSet(this.#room) };
  }
}

function finished({ values, counts, sessions }: CountingRow): RateRow {
  return { values, counts: { ...counts }, sessions: sessions.count, rates: ratesOf(counts, sessions.count) };
}

function stored({ values, counts, sessions }: CountingRow): StoredRow {
  return { values: values.map((value) => value ?? null), counts: { ...counts }, sessions: sessions.entries() };
}

function compareValues(a: readonly DimensionValue[], b: readonly DimensionValue[]): number {
  for (const [index, one] of a.entries()) {
    const another = b[index];
    if (one === another) continue;
    if (one === undefined) return 1;
    if (another === undefined) return -1;
    return one < another ? -1 : 1;
  }
  return 0;
}

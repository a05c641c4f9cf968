import { Buffer } from 'node:buffer';
import type { RecordColumns, Scope } from '@sdmp/journal';
import { type Outcome, OutcomeBatch, type OutcomeScope, outcomeRecord, PlainLineReader } from '@sdmp/outcomes';
import { defaultTenant } from '@sdmp/protocol';
import type { ArrivalTimes } from './arrival-times.ts';

export interface ReceivedColumnsOptions {
  /** Tenant of outcomes that name none, where the request was for one tenant. */
  readonly tenant: string | undefined;
  /** Name of the upstream, kept with each outcome. */
  readonly source: string;
  readonly times: Pick<ArrivalTimes, 'of'>;
}

const lineFeed = 0x0a;
/** Memory that one large batch took is given back. */
const mostKeptBytes = 8 * 1024 * 1024;

/**
 * Received outcomes as columns for the journal. Nearly all are plain, and are read from the bytes of all of them together,
 * without a record for any.
 */
export class ReceivedColumns {
  readonly #options: ReceivedColumnsOptions;
  readonly #reader = new PlainLineReader();
  #columns = new OutcomeBatch();
  #sourced: { readonly of: readonly OutcomeScope[]; readonly scopes: Scope[] } = { of: [], scopes: [] };

  constructor(options: ReceivedColumnsOptions) {
    this.#options = options;
  }

  /** Valid until the next call. */
  of(outcomes: readonly Outcome[]): RecordColumns {
    if (!this.#read(outcomes.map(frameOf), outcomes)) this.#read(outcomes.map(lineOf), outcomes);
    const columns = this.#columns;
    const { tenant: asked, times: arrivals } = this.#options;
    for (let index = 0; index < columns.count; index++) columns.times[index] = arrivals.of(outcomes[index]?.time ?? 0);
    if (asked !== undefined) nameTenant(columns, outcomes, asked);
    const { count, scopeOf, classes, times, ends, bodies } = columns;
    return { count, scopes: this.#withSource(columns), scopeOf, classes, times, ends, bodies };
  }

  /** False when one of the lines was two, or may have lost its end. */
  #read(lines: readonly string[], outcomes: readonly Outcome[]): boolean {
    const text = `${lines.join('\n')}\n`;
    if (text.includes('\r')) return false;
    const columns = this.#begin();
    const bytes = Buffer.from(text);
    for (let at = 0; ; ) {
      at = this.#reader.read(bytes, at, columns, 0);
      const next = outcomes[columns.count];
      // Every line counts as an outcome.
      if (next === undefined) return columns.count === outcomes.length && at === bytes.length;
      columns.add(outcomeRecord(next.message, { time: next.time }));
      at = bytes.indexOf(lineFeed, at) + 1;
    }
  }

  /** The scopes of the columns, which stay from batch to batch, with the name of the upstream. */
  #withSource({ scopes }: OutcomeBatch): readonly Scope[] {
    const { source } = this.#options;
    if (this.#sourced.of !== scopes) this.#sourced = { of: scopes, scopes: [] };
    const sourced = this.#sourced.scopes;
    for (const { tenant, campaign } of scopes.slice(sourced.length)) sourced.push({ tenant, campaign, source });
    return sourced;
  }

  #begin(): OutcomeBatch {
    if (this.#columns.bodies.length > mostKeptBytes) this.#columns = new OutcomeBatch();
    else this.#columns.clear();
    return this.#columns;
  }
}

function frameOf({ frame }: Outcome): string {
  return frame;
}

/** An empty line, which is not plain, for one with a line break. */
function lineOf({ frame }: Outcome): string {
  return frame.includes('\n') || frame.includes('\r') ? '' : frame;
}

function nameTenant(columns: OutcomeBatch, outcomes: readonly Outcome[], tenant: string): void {
  const { scopeOf } = columns;
  for (let index = 0; index < columns.count; index++) {
    const scope = columns.scopes[scopeOf[index] ?? 0];
    if (scope?.tenant !== defaultTenant || outcomes[index]?.tenantDescriptor !== undefined) continue;
    scopeOf[index] = columns.indexOf(tenant, scope.campaign);
  }
}

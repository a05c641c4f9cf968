import assert from 'node:assert/strict';
import type { SinkCase, SinkStatement, SinkSubject } from './sink-subject.ts';
import { outageStatements, statements } from './statements.ts';

/** What the sink suite may do to the receiver. */
export interface SinkSuiteOptions {
  /** Whether the receiver can be away: then `takeDown` and `bringUp` must be there, and are put to use. */
  readonly outages: boolean;
}

/**
 * What every sink must hold to, as named cases for any test runner:
 *
 * ```ts
 * for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);
 * ```
 *
 * `open` gives a fresh sink, not opened, and its empty receiver for each case.
 */
export function sinkSuite(open: () => Promise<SinkSubject>, { outages }: SinkSuiteOptions): readonly SinkCase[] {
  const chosen = outages ? [...statements, ...outageStatements] : statements;
  return chosen.map((statement) => ({ name: statement.name, run: () => runCase(statement, open, outages) }));
}

async function runCase({ check }: SinkStatement, open: () => Promise<SinkSubject>, outages: boolean): Promise<void> {
  const subject = await open();
  try {
    if (outages) assert.ok(subject.takeDown && subject.bringUp, 'the receiver must be able to go away and come back');
    await check(subject);
  } finally {
    await subject.sink.close();
    await subject.dispose();
  }
}

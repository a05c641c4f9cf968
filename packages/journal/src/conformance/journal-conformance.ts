import assert from 'node:assert/strict';
import { appendStatements } from './append-statements.ts';
import { columnStatements } from './column-statements.ts';
import { claimStatements } from './claim-statements.ts';
import type { ConformanceCase, DurableStatement, JournalSubject, Statement } from './conformance-case.ts';
import { cursorStatements } from './cursor-statements.ts';
import { durableStatements } from './durable-statements.ts';
import { eraseStatements } from './erase-statements.ts';
import { liveStatements } from './live-statements.ts';
import { readStatements } from './read-statements.ts';
import { retentionStatements } from './retention-statements.ts';
import { timeStatements } from './time-statements.ts';

export interface ConformanceOptions {
  /** Whether the engine outlives the process: then `reopen` must be there, and is put to use. */
  readonly durable: boolean;
}

/**
 * What every engine must hold to, as named cases for any test runner:
 *
 * ```ts
 * for (const { name, run } of journalConformance(open, { durable: true })) test(name, run);
 * ```
 *
 * `open` gives a fresh, empty journal for each case.
 */
export function journalConformance(
  open: () => Promise<JournalSubject>,
  { durable }: ConformanceOptions,
): readonly ConformanceCase[] {
  const always = [
    ...appendStatements,
    ...columnStatements,
    ...readStatements,
    ...timeStatements,
    ...liveStatements,
    ...cursorStatements,
    ...claimStatements,
    ...retentionStatements,
    ...eraseStatements,
  ].map((statement) => toCase(statement, open));
  return durable ? [...always, ...durableStatements.map((statement) => toDurableCase(statement, open))] : always;
}

function toCase({ name, check }: Statement, open: () => Promise<JournalSubject>): ConformanceCase {
  return { name, run: () => withSubject(open, ({ journal }) => check(journal)) };
}

function toDurableCase({ name, check }: DurableStatement, open: () => Promise<JournalSubject>): ConformanceCase {
  const run = (): Promise<void> =>
    withSubject(open, async ({ journal, reopen }) => {
      assert.ok(reopen, 'a durable engine must be able to reopen');
      await check(journal, reopen);
    });
  return { name, run };
}

async function withSubject(
  open: () => Promise<JournalSubject>,
  check: (subject: JournalSubject) => Promise<void>,
): Promise<void> {
  const subject = await open();
  try {
    await check(subject);
  } finally {
    await subject.dispose();
  }
}

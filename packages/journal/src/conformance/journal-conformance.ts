import assert from 'node:assert/strict';
import { appendStatements } from './append-statements.ts';
import { columnStatements } from './column-statements.ts';
import { claimStatements } from './claim-statements.ts';
import type {
  ConformanceCase,
  DurableStatement,
  JournalSubject,
  OpenSubject,
  Statement,
  TestClock,
} from './conformance-case.ts';
import { cursorStatements } from './cursor-statements.ts';
import { durableStatements } from './durable-statements.ts';
import { eraseStatements } from './erase-statements.ts';
import { durableHistoryStatements, historyStatements } from './history-statements.ts';
import { liveStatements } from './live-statements.ts';
import { readStatements } from './read-statements.ts';
import { type ReaderStatement, readerStatements } from './reader-statements.ts';
import { retentionStatements } from './retention-statements.ts';
import { timeStatements } from './time-statements.ts';

/** What the journal suite may expect of an engine. */
export interface ConformanceOptions {
  /** Whether the engine outlives the process: then `reopen` must be there, and is put to use. */
  readonly durable: boolean;
  /** Whether another process may read the journal: then `beside` must be there, and is put to use. Default false. */
  readonly beside?: boolean;
}

/**
 * What every engine must hold to, as named cases for any test runner:
 *
 * ```ts
 * for (const { name, run } of journalConformance(open, { durable: true })) test(name, run);
 * ```
 *
 * `open` gives a fresh, empty journal for each case, which goes by the clock that it is handed.
 */
export function journalConformance(
  open: OpenSubject,
  { durable, beside = false }: ConformanceOptions,
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
    ...historyStatements,
  ].map((statement) => toCase(statement, open));
  const reading = readerStatements.flatMap((statement) => toReaderCases(statement, open, beside));
  always.push(...reading);
  if (!durable) return always;
  const statements = [...durableStatements, ...durableHistoryStatements];
  return [...always, ...statements.map((statement) => toDurableCase(statement, open))];
}

function toCase({ name, check }: Statement, open: OpenSubject): ConformanceCase {
  return { name, run: () => withSubject(open, ({ journal }, clock) => check(journal, clock)) };
}

function toReaderCases(
  { name, check }: ReaderStatement,
  open: OpenSubject,
  isBeside: boolean,
): readonly ConformanceCase[] {
  const alone = (): Promise<void> => withSubject(open, ({ journal }) => check({ reading: journal, writing: journal }));
  const apart = (): Promise<void> =>
    withSubject(open, async ({ journal, beside }) => {
      assert.ok(beside, 'it must be possible to open the journal beside its writer');
      const reading = await beside();
      try {
        await check({ reading, writing: journal });
      } finally {
        await reading.close();
      }
    });
  return [{ name, run: alone }, ...(isBeside ? [{ name: `beside the writer, ${name}`, run: apart }] : [])];
}

function toDurableCase({ name, check }: DurableStatement, open: OpenSubject): ConformanceCase {
  const run = (): Promise<void> =>
    withSubject(open, async ({ journal, reopen }, clock) => {
      assert.ok(reopen, 'a durable engine must be able to reopen');
      await check(journal, reopen, clock);
    });
  return { name, run };
}

async function withSubject(
  open: OpenSubject,
  check: (subject: JournalSubject, clock: TestClock) => Promise<void>,
): Promise<void> {
  const clock = testClock();
  const subject = await open(clock);
  try {
    await check(subject, clock);
  } finally {
    await subject.dispose();
  }
}

function testClock(): TestClock {
  let time = Date.now();
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

import { type AppendOptions, type Appended, JournalError, type JournalRecord } from '@sdmp/journal';
import { expect, test } from 'vitest';
import { createBridgeEvents } from '../log/bridge-events.ts';
import { durableAppender } from './durable-append.ts';

const record: JournalRecord = { time: 0, tenant: 't', campaign: 'c', classes: 1, body: '' };
const diskFull = new JournalError('JOURNAL_WRITE_FAILED', 'no room', { retryable: true });
const delays = { firstMs: 1, longestMs: 2 };

/** A journal whose first appends fail as told. */
class FailingJournal {
  readonly failures: unknown[];
  readonly appended: (readonly JournalRecord[])[] = [];

  constructor(failures: unknown[]) {
    this.failures = failures;
  }

  async append(records: readonly JournalRecord[], _options?: AppendOptions): Promise<Appended> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    this.appended.push(records);
    return { first: 0, count: records.length };
  }
}

function appenderOn(journal: FailingJournal, stopping = new AbortController().signal) {
  const lines: string[] = [];
  const log = (message: string): void => void lines.push(message);
  const logger = { info: log, error: log };
  const events = createBridgeEvents(logger);
  return { events, lines, appender: durableAppender({ journal, events, logger, stopping, delays }) };
}

test('a write that fails is tried until it works, and said and counted once', async () => {
  const journal = new FailingJournal([diskFull, diskFull, diskFull]);
  const { appender, events, lines } = appenderOn(journal);
  const appended = appender.append([record]);
  await Promise.resolve();
  await Promise.resolve();
  expect(appender.isWritable).toBe(false);
  await appended;
  expect(journal.appended).toEqual([[record]]);
  expect(appender.isWritable).toBe(true);
  const failure = 'The journal cannot be written to; dialers keep their outcomes meanwhile';
  expect(lines).toEqual([failure, 'The journal can be written to again']);
  expect(events.counts().journalWritesFailed).toBe(1);
});

test('a journal that is damaged is not tried again', async () => {
  const { appender } = appenderOn(new FailingJournal([new JournalError('JOURNAL_DAMAGED', 'broken')]));
  await expect(appender.append([record])).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
  expect(appender.isWritable).toBe(false);
});

test('records that cannot be stored are refused at once, and others are stored', async () => {
  const refused = new JournalError('JOURNAL_INVALID_RECORD', 'no class');
  const { appender } = appenderOn(new FailingJournal([refused]));
  await expect(appender.append([record])).rejects.toBe(refused);
  expect(appender.isWritable).toBe(true);
  await appender.append([record]);
});

test('after stopping a write is tried once', async () => {
  const { appender } = appenderOn(new FailingJournal([diskFull]), AbortSignal.abort());
  await expect(appender.append([record])).rejects.toBe(diskFull);
});

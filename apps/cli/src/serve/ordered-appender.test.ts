import { JournalError, openMemoryJournal, type RecordColumns } from '@sdmp/journal';
import type { OutcomeBatch } from '@sdmp/outcomes';
import { describe, expect, test } from 'vitest';
import { OrderedAppender } from './ordered-appender.ts';

/** Outcomes whose bodies are these numbers. */
function numbered(...numbers: number[]): (outcomes: OutcomeBatch) => void {
  return (outcomes) => {
    for (const number of numbers) {
      outcomes.add({ time: 0, tenant: 'default', campaign: '', classes: 1, body: String(number) });
    }
  };
}

function bodiesIn({ count, ends, bodies }: RecordColumns): string[] {
  const text = new TextDecoder();
  return Array.from({ length: count }, (_, row) => text.decode(bodies.subarray(ends[row - 1] ?? 0, ends[row])));
}

/** A journal whose writes fail as told, and that remembers the order of what it stored. */
async function failingJournal(failures: (JournalError | undefined)[]) {
  const journal = await openMemoryJournal();
  const stored: string[] = [];
  return {
    stored,
    append: async (records: RecordColumns) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      stored.push(...bodiesIn(records));
      return journal.append(records);
    },
  };
}

const diskFull = new JournalError('JOURNAL_WRITE_FAILED', 'the disk is full', { retryable: true });

describe('ordered appender', () => {
  test('a write that fails is repeated until it works, in order, and said once', async () => {
    const journal = await failingJournal([undefined, diskFull, diskFull]);
    const said: string[] = [];
    const committed: number[] = [];
    const appender = new OrderedAppender({
      journal,
      onCommitted: (total) => committed.push(total),
      onTrouble: () => said.push('trouble'),
      onRecovered: () => said.push('recovered'),
      stopping: new AbortController().signal,
    });
    for (let number = 0; number < 5; number++) await appender.add(numbered(number));
    await appender.flush();
    expect(journal.stored).toEqual(['0', '1', '2', '3', '4']);
    expect(committed).toEqual([1, 5]);
    expect(said).toEqual(['trouble', 'recovered']);
  });

  test('what is added during a write goes with the next, and beyond the limit the source waits', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const sizes: number[] = [];
    const journal = {
      append: async ({ count }: RecordColumns) => {
        sizes.push(count);
        await promise;
        return { first: 0, count };
      },
    };
    const appender = new OrderedAppender({ journal, maxGathered: 3, stopping: new AbortController().signal });
    await appender.add(numbered(0));
    await appender.add(numbered(1, 2));
    let hasRoom = false;
    const adding = appender.add(numbered(3)).then(() => {
      hasRoom = true;
    });
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    resolve();
    await adding;
    await appender.flush();
    expect(sizes).toEqual([1, 3]);
  });

  test('beyond the limit of bytes the source waits, too', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const journal = {
      append: async ({ count }: RecordColumns) => {
        await promise;
        return { first: 0, count };
      },
    };
    const appender = new OrderedAppender({ journal, maxGatheredBytes: 6, stopping: new AbortController().signal });
    await appender.add(numbered(0));
    await appender.add(numbered(12345));
    let hasRoom = false;
    const adding = appender.add(numbered(6)).then(() => {
      hasRoom = true;
    });
    await Promise.resolve();
    expect(hasRoom).toBe(false);
    resolve();
    await adding;
    await appender.flush();
  });

  test('an error that stays ends it, and adding or flushing rejects with it', async () => {
    const broken = new JournalError('JOURNAL_CLOSED', 'closed');
    const journal = await failingJournal([broken]);
    const appender = new OrderedAppender({ journal, stopping: new AbortController().signal });
    await appender.add(numbered(0));
    await expect(appender.flush()).rejects.toBe(broken);
  });

  test('a write that the journal says will never succeed is not tried again', async () => {
    const gone = new JournalError('JOURNAL_WRITE_FAILED', 'the file was removed', { retryable: false });
    const journal = await failingJournal([gone]);
    const appender = new OrderedAppender({ journal, stopping: new AbortController().signal });
    await appender.add(numbered(0));
    await expect(appender.flush()).rejects.toBe(gone);
    expect(journal.stored).toEqual([]);
  });

  test('when the process is to end, a failing write is tried one last time', async () => {
    const journal = await failingJournal([diskFull, diskFull]);
    const stopping = new AbortController();
    const appender = new OrderedAppender({ journal, onTrouble: () => stopping.abort(), stopping: stopping.signal });
    await appender.add(numbered(0));
    await expect(appender.flush()).rejects.toBe(diskFull);
  });
});

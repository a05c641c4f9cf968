import { decode } from '@sdmp/codec';
import { type Journal, openMemoryJournal, type RecordFilter } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GrowthWatch, type WaitingReader } from './growth-watch.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function record(journal: Journal, tenant: string): Promise<void> {
  await journal.append([outcomeRecord(decode(String.raw`OZ\TD${tenant}\CNSales1\SI1\RE10`), { time: 1 })]);
}

interface TestReader extends WaitingReader {
  position: number;
  filter: RecordFilter;
}

function readerAt(position: number, filter: RecordFilter): TestReader {
  const reader: TestReader = {
    position,
    filter,
    passOver: (to) => {
      reader.position = to;
    },
  };
  return reader;
}

/** Waits of readers by their names, in the order in which they were woken. */
function watchOf(journal: Journal) {
  const watch = new GrowthWatch(journal);
  const { signal } = new AbortController();
  const woken: string[] = [];
  const wait = (name: string, filter = { tenant: name }): TestReader => {
    const reader = readerAt(journal.end, filter);
    void watch
      .place(reader, signal)
      .grown()
      .then(
        () => woken.push(name),
        () => woken.push(`${name} failed`),
      );
    return reader;
  };
  return { watch, woken, wait };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}

test(`${verifies('LIM-4')}an outcome wakes the subscribers that it may be for; the positions of others move behind it once in a while`, async () => {
  const journal = await openMemoryJournal();
  const { woken, wait } = watchOf(journal);
  const others = Array.from({ length: 3 }, () => wait('south'));
  wait('north');
  for (let number = 0; number < 5; number++) {
    await record(journal, 'north');
    await settle();
  }
  expect(woken).toEqual(['north']);
  expect(others.map(({ position }) => position)).toEqual([0, 0, 0]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(others.map(({ position }) => position)).toEqual([5, 5, 5]);
  expect(woken).toEqual(['north']);
  await record(journal, 'south');
  await settle();
  expect(woken).toEqual(['north', 'south', 'south', 'south']);
});

test('a subscriber that is behind a gap when others are passed over is woken to learn of it', async () => {
  const journal = await openMemoryJournal({ maxBatchRecords: 1 });
  const { woken, wait } = watchOf(journal);
  const reader = wait('south');
  for (let number = 0; number < 3; number++) await record(journal, 'north');
  await settle();
  await journal.prune({ maxBytes: 0 });
  expect(journal.first).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([woken, reader.position]).toEqual([['south'], 0]);
});

test('a subscriber that asks for something else meanwhile is woken by the next outcome', async () => {
  const journal = await openMemoryJournal();
  const { woken, wait } = watchOf(journal);
  const reader = wait('south');
  await settle();
  reader.filter = { tenant: 'north' };
  await record(journal, 'north');
  await settle();
  expect(woken).toEqual(['south']);
});

test('what was recorded before the wait began ends it at once', async () => {
  const journal = await openMemoryJournal();
  await record(journal, 'north');
  const watch = new GrowthWatch(journal);
  await watch.place(readerAt(0, { tenant: 'south' }), new AbortController().signal).grown();
});

test('an end of the journal ends every wait', async () => {
  const journal = await openMemoryJournal();
  const { woken, wait } = watchOf(journal);
  wait('south');
  wait('north');
  await settle();
  await journal.close();
  await settle();
  expect(woken.toSorted()).toEqual(['north failed', 'south failed']);
});

test('a signal ends one wait with its reason, and leaves the others', async () => {
  const journal = await openMemoryJournal();
  const { watch, woken, wait } = watchOf(journal);
  wait('north');
  const leaving = new AbortController();
  const left = watch.place(readerAt(0, { tenant: 'north' }), leaving.signal).grown();
  leaving.abort(new Error('released'));
  await expect(left).rejects.toThrow('released');
  await record(journal, 'north');
  await settle();
  expect(woken).toEqual(['north']);
});

test('a place serves wait after wait, for what is asked for at the time, until it is left', async () => {
  const journal = await openMemoryJournal();
  const watch = new GrowthWatch(journal);
  const reader = readerAt(0, { tenant: 'north' });
  const place = watch.place(reader, new AbortController().signal);
  for (const tenant of ['north', 'south', 'north']) {
    reader.position = journal.end;
    reader.filter = { tenant };
    const grown = place.grown();
    await record(journal, tenant);
    await grown;
  }
  place.leave();
});

test('many records at once, more than a batch holds, wake each subscriber that some of them are for', async () => {
  const journal = await openMemoryJournal({ maxBatchRecords: 2 });
  const { woken, wait } = watchOf(journal);
  for (const name of ['north', 'south', 'west']) wait(name);
  const of = (tenant: string) => outcomeRecord(decode(String.raw`OZ\TD${tenant}\CNSales1\SI1\RE10`), { time: 1 });
  await journal.append(['north', 'north', 'north', 'north', 'south'].map(of));
  await settle();
  expect(woken.toSorted()).toEqual(['north', 'south']);
});

test('a subscriber of one class of outcomes is not woken by others of its campaign', async () => {
  const journal = await openMemoryJournal();
  const watch = new GrowthWatch(journal);
  const woken: string[] = [];
  for (const [name, classes] of [
    ['successes', 1],
    ['others', 254],
  ] as const) {
    const place = watch.place(readerAt(0, { tenant: 'north', classes }), new AbortController().signal);
    void place.grown().then(() => woken.push(name));
  }
  await record(journal, 'north');
  await settle();
  expect(woken).toEqual(['successes']);
});

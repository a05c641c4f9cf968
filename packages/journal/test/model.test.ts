import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalSubject } from '../src/conformance/index.ts';
import { matches, type ReadRecord, readAll, record } from '../src/conformance/records.ts';
import { type Journal, openMemoryJournal } from '../src/index.ts';
import { openSubject } from './support/journal-directory.ts';

const triedFilters = [
  {},
  { tenant: 'tenant 1' },
  { campaign: 'campaign 0' },
  { classes: 6 },
  { tenant: 'tenant 0', classes: 1 },
];

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('append' as const), counts: fc.array(fc.nat(9), { maxLength: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      filter: fc.constantFrom(...triedFilters),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const), share: fc.constantFrom(0, 0.3, 0.7, 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('age' as const), newest: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** An array is all that a journal is, to its readers. Time goes by one millisecond per record. */
class Model {
  readonly all: ReadRecord[] = [];

  make(count: number): ReadRecord[] {
    const made = Array.from({ length: count }, (_, index) => {
      const position = this.all.length + index;
      return {
        ...record({ time: position }),
        position,
        tenant: `tenant ${position % 2}`,
        campaign: `campaign ${position % 3}`,
        ...(position % 5 === 0 ? { source: `source ${position % 2}` } : {}),
        classes: 1 + (position % 7),
        body: `${position}`,
      };
    });
    this.all.push(...made);
    return made;
  }
}

async function take(given: Step, journal: Journal, model: Model): Promise<void> {
  switch (given.kind) {
    case 'append': {
      const calls = given.counts.map((count) => ({ first: model.all.length, records: model.make(count) }));
      const appended = await Promise.all(calls.map(({ records }) => journal.append(records)));
      expect(appended).toEqual(calls.map(({ first, records }) => ({ first, count: records.length })));
      return;
    }
    case 'read': {
      const from = Math.floor(given.at * journal.end);
      const expected = model.all.filter(
        (each) => each.position >= Math.max(from, journal.first) && matches(each, given.filter),
      );
      expect(await readAll(journal, from, given.filter)).toEqual(expected);
      return;
    }
    case 'prune': {
      const maxBytes = journal.stats().bytes * given.share;
      const before = journal.first;
      const pruned = await journal.prune({ maxBytes });
      expect(journal.stats().bytes).toBeLessThanOrEqual(maxBytes);
      expect([pruned.first, pruned.records]).toEqual([journal.first, journal.first - before]);
      return;
    }
    case 'age': {
      const before = journal.first;
      await journal.prune({ maxAgeMs: given.newest });
      // The clock stands at the end: what is older than that by more than the age may go, and nothing else.
      expect(journal.first).toBeLessThanOrEqual(Math.max(before, model.all.length - given.newest));
      return;
    }
    case 'reopen':
  }
}

async function follow(steps: readonly Step[], open: (now: () => number) => Promise<JournalSubject>): Promise<void> {
  const model = new Model();
  const { journal: opened, reopen, dispose } = await open(() => model.all.length);
  let journal = opened;
  try {
    for (const each of steps) {
      if (each.kind === 'reopen' && reopen !== undefined) journal = await reopen();
      await take(each, journal, model);
      expect([journal.end, journal.stats().records]).toEqual([model.all.length, journal.end - journal.first]);
    }
    expect(await readAll(journal)).toEqual(model.all.slice(journal.first));
  } finally {
    await dispose();
  }
}

const steps = fc.array(step, { minLength: 5, maxLength: 40 });

test('whatever is done, the memory journal is like an array', async () => {
  const open = async (now: () => number): Promise<JournalSubject> => {
    const journal = await openMemoryJournal({ now, maxBatchRecords: 5 });
    return { journal, dispose: () => journal.close() };
  };
  await fc.assert(
    fc.asyncProperty(steps, (given) => follow(given, open)),
    { numRuns: 100 },
  );
});

test('whatever is done, the SQLite journal is like an array', async () => {
  const open = (now: () => number): Promise<JournalSubject> =>
    openSubject({ now, maxBatchRecords: 5, cacheBytes: 5000 });
  await fc.assert(
    fc.asyncProperty(steps, (given) => follow(given, open)),
    { numRuns: 8 },
  );
});

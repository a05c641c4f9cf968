import { openMemoryJournal } from '@sdmp/journal';
import { withDamage } from '@sdmp/journal/conformance';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { expect, onTestFinished, test } from 'vitest';
import { findOutcomes } from './find-outcomes.ts';
import { OutcomeFilter } from './outcome-filter.ts';

async function journalOf(count: number, batches: number) {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  const records = Array.from({ length: count }, (_, number) =>
    parseOutcomeLine(`OZ\\CNSales\\SI${number}\\RE7`, { time: number }),
  );
  for (let at = 0; at < count; at += count / batches) await journal.append(records.slice(at, at + count / batches));
  return journal;
}

test.each(['asc', 'desc'] as const)(
  'a search in order %s ends at the limit of records, and continues behind it',
  async (order) => {
    const journal = await journalOf(10_000, 20);
    const filter = new OutcomeFilter({ session: order === 'asc' ? '9999' : '0' });
    let from: number | undefined;
    let found: readonly { readonly position: number }[] = [];
    let requests = 0;
    let scanned = 0;
    for (; found.length === 0; requests++) {
      const page = await findOutcomes({ journal, filter, order, from, limit: 10, scanLimit: 2000 });
      found = page.outcomes;
      scanned += page.scanned;
      if (page.outcomes.length === 0) expect(page.next).toBeDefined();
      from = page.next;
    }
    expect(found.map(({ position }) => position)).toEqual([order === 'asc' ? 9999 : 0]);
    expect(requests).toBeGreaterThan(1);
    expect(scanned).toBe(10_000);
  },
);

test.each(['asc', 'desc'] as const)(
  'what cannot be read is named, and what is around it found, in order %s',
  async (order) => {
    const journal = await journalOf(1000, 10);
    const damaged = withDamage(journal, { first: 300, next: 400 });
    const page = await findOutcomes({
      journal: damaged,
      filter: new OutcomeFilter({}),
      order,
      from: undefined,
      limit: 1000,
    });
    const numbers = page.outcomes.map(({ position }) => position).toSorted((a, b) => a - b);
    expect(numbers).toEqual(
      Array.from({ length: 1000 }, (_, number) => number).filter((each) => each < 300 || each >= 400),
    );
    expect(page.gaps).toEqual([{ from: 300, to: 400, reason: 'damage' }]);
    expect(page.next).toBeUndefined();
  },
);

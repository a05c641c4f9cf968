import { describe, expect, test } from 'vitest';
import { journalConformance } from '../conformance/index.ts';
import { numbered, readAll, record } from '../conformance/records.ts';
import { openMemoryJournal } from './memory-journal.ts';

async function open(clock: { readonly now: () => number }) {
  const journal = await openMemoryJournal(clock);
  return { journal, dispose: () => journal.close() };
}

describe('the memory journal holds to what every journal must', () => {
  for (const { name, run } of journalConformance(open, { durable: false })) test.concurrent(name, run);
});

describe('the memory journal', () => {
  test('lets the oldest batches go when its limit is passed', async () => {
    const journal = await openMemoryJournal({ maxBytes: 100_000 });
    for (let batch = 0; batch < 100; batch++) await journal.append(numbered(10, { body: 'x'.repeat(500) }));
    expect(journal.end).toBe(1000);
    expect(journal.first).toBeGreaterThan(700);
    expect(journal.stats().bytes).toBeLessThanOrEqual(100_000);
    expect(await readAll(journal)).toHaveLength(journal.end - journal.first);
    await journal.close();
  });

  test('keeps the newest batch, however large', async () => {
    const journal = await openMemoryJournal({ maxBytes: 1000 });
    await journal.append([record({ body: 'x'.repeat(5000) })]);
    expect(await readAll(journal)).toHaveLength(1);
    await journal.close();
  });

  test('goes by the clock it was given', async () => {
    let time = 1000;
    const journal = await openMemoryJournal({ now: () => time });
    await journal.append([record({ time })]);
    await journal.prune({ maxAgeMs: 5000 });
    time = 9000;
    await journal.append([record({ time })]);
    expect(await journal.prune({ maxAgeMs: 5000 })).toMatchObject({ records: 1, first: 1 });
    await journal.close();
  });
});

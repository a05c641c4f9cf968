import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect, matchesIn, numbered, type ReadRecord, readAll } from '../src/conformance/records.ts';
import { DamagedBatchError, type Journal, openSqliteJournal } from '../src/index.ts';
import { testDirectory } from './support/journal-directory.ts';
import { until } from './support/published.ts';

const batchCount = 60;
const recordsPerBatch = 20;

async function makeJournal(directory: string): Promise<ReadRecord[]> {
  const journal = await openSqliteJournal({ directory });
  for (let batch = 0; batch < batchCount; batch++) {
    const records = numbered(recordsPerBatch).map((each, index) => ({
      ...each,
      campaign: `campaign ${batch % 5}`,
      body: `batch ${batch} record ${index} ${'x'.repeat(batch * 10)}`,
    }));
    await journal.append(records);
  }
  const stored = await readAll(journal);
  await journal.close();
  return stored;
}

/** The same records, stored in batches that were merged, and of which some were erased. */
async function makeWornJournal(directory: string): Promise<ReadRecord[]> {
  await makeJournal(directory);
  const journal = await openSqliteJournal({ directory, compactAfter: 4, maxBatchRecords: 200 });
  await until(() => journal.stats().batches <= batchCount / 3);
  await journal.erase(({ position }) => position % 7 === 3);
  const stored = await readAll(journal);
  expect(stored).toHaveLength(batchCount * recordsPerBatch - Math.ceil((batchCount * recordsPerBatch - 3) / 7));
  await journal.close();
  return stored;
}

interface Outcome {
  readonly found: ReadRecord[];
  readonly lost: Set<number>;
}

/** Reads as a reader does that continues past damage. */
async function readPast(journal: Journal): Promise<Outcome> {
  const found: ReadRecord[] = [];
  const lost = new Set<number>();
  for (let at = journal.first; at < journal.end; ) {
    try {
      const { batch, next } = await journal.read(at);
      if (batch !== undefined) found.push(...matchesIn(batch, at, {}));
      at = next;
    } catch (error) {
      if (!(error instanceof DamagedBatchError)) throw error;
      expect(error.code).toBe('JOURNAL_DAMAGED');
      expect(error.next).toBeGreaterThan(at);
      for (let position = error.first; position < error.next; position++) lost.add(position);
      at = error.next;
    }
  }
  return { found, lost };
}

describe('a damaged file', () => {
  test('a flipped bit in a body is reported with the positions of its batch, and the rest is read', async () => {
    const directory = testDirectory();
    const stored = await makeJournal(directory);
    const file = join(directory, 'journal.db');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('batch 31 record 7');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);

    const journal = await openSqliteJournal({ directory });
    const [first, next] = [31 * recordsPerBatch, 32 * recordsPerBatch];
    const reason = 'its data does not agree with its checksum';
    expect(await collect(journal.verify())).toEqual([{ first, count: recordsPerBatch, reason }]);
    await expect(journal.read(first + 3)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED', first, next, reason });
    await expect(journal.read(first + 3)).rejects.toThrow(`${file}: positions ${first} to ${next - 1} cannot be read`);
    const { found, lost } = await readPast(journal);
    expect(lost.size).toBe(recordsPerBatch);
    expect(found).toEqual(stored.filter(({ position }) => position < first || position >= next));
    expect((await journal.append(numbered(1))).first).toBe(batchCount * recordsPerBatch);
    await journal.close();
  });

  test.each([
    { state: 'as it was written', make: makeJournal, rounds: 150 },
    { state: 'merged and erased', make: makeWornJournal, rounds: 100 },
  ])('wherever bytes change, no record is wrong or missing in silence: $state', async ({ make, rounds }) => {
    const directory = testDirectory();
    const stored = await make(directory);
    const file = join(directory, 'journal.db');
    const whole = readFileSync(file);
    let random = 20_240;
    const next = (below: number): number => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return (random >>> 4) % below;
    };
    let noticed = 0;
    for (let round = 0; round < rounds; round++) {
      const bytes = Buffer.from(whole);
      const at = 100 + next(bytes.length - 108);
      for (let index = 0; index <= next(8); index++) bytes[at + index] = next(256);
      writeFileSync(file, bytes);
      noticed += (await checkHonest(directory, stored)) ? 1 : 0;
    }
    for (let share = 0.1; share < 1; share += 0.2) {
      writeFileSync(file, whole.subarray(0, Math.floor((whole.length * share) / 512) * 512));
      expect(await checkHonest(directory, stored)).toBe(true);
    }
    expect(noticed).toBeGreaterThan(rounds / 3);
  });
});

/** True when there was damage to report. */
async function checkHonest(directory: string, stored: readonly ReadRecord[]): Promise<boolean> {
  const journal = await openSqliteJournal({ directory, readOnly: true }).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'JOURNAL_DAMAGED' });
    return undefined;
  });
  if (journal === undefined) return true;
  try {
    const { found, lost } = await readPast(journal);
    expect(found).toEqual(stored.filter(({ position }) => !lost.has(position)));
    const reported = await collect(journal.verify());
    const verified = new Set(
      reported.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i)),
    );
    expect([...lost].filter((position) => !verified.has(position))).toEqual([]);
    return reported.length > 0;
  } finally {
    await journal.close();
  }
}

import { describe, expect, onTestFinished, test } from 'vitest';
import { openSubject } from '../../test/support/journal-directory.ts';
import { packBatch } from '../batch/pack-batch.ts';
import { unpackBatch } from '../batch/unpack-batch.ts';
import { matchesIn, numbered, readAll, record } from '../conformance/records.ts';
import type { Journal, RecordBatch } from '../journal.ts';
import { RecordReader } from '../reader/record-reader.ts';
import { BatchLeases } from './batch-leases.ts';

function batchOf(count: number): RecordBatch {
  return unpackBatch(packBatch(0, numbered(count)));
}

const isFreed = ({ bodies }: RecordBatch): boolean => bodies.buffer.byteLength === 0;

describe('the memory of a batch', () => {
  test('is freed once the journal has dropped it and the last reader has given it back', () => {
    const leases = new BatchLeases();
    const batch = batchOf(3);
    const one = leases.lend({ batch, next: 3 });
    const other = leases.lend({ batch, next: 3 });
    one.release?.();
    leases.drop(batch);
    expect(isFreed(batch)).toBe(false);
    expect(matchesIn(batch, 0, {})).toHaveLength(3);
    other.release?.();
    expect(isFreed(batch)).toBe(true);
  });

  test('stays while the journal may lend it again', () => {
    const leases = new BatchLeases();
    const batch = batchOf(3);
    leases.lend({ batch, next: 3 }).release?.();
    expect(isFreed(batch)).toBe(false);
    leases.drop(batch);
    expect(isFreed(batch)).toBe(true);
  });

  test('stays for a reader that has not given it back, however often another one does', () => {
    const leases = new BatchLeases();
    const batch = batchOf(3);
    leases.lend({ batch, next: 3 });
    const other = leases.lend({ batch, next: 3 });
    leases.drop(batch);
    other.release?.();
    other.release?.();
    expect(isFreed(batch)).toBe(false);
  });

  test('is freed at once when nobody was lent it', () => {
    const batch = batchOf(3);
    new BatchLeases().drop(batch);
    expect(isFreed(batch)).toBe(true);
  });
});

const batches = 60;
const perBatch = 40;

/** Far more than a journal holds in memory, so that batches are dropped all the time. */
async function longJournal(): Promise<Journal> {
  const { journal, dispose } = await openSubject({ cacheBytes: 20_000, compactAfter: 0 });
  onTestFinished(dispose);
  const body = 'x'.repeat(200);
  for (let at = 0; at < batches; at++) {
    await journal.append(Array.from({ length: perBatch }, (_, index) => record({ body: `${at} ${index} ${body}` })));
  }
  return journal;
}

describe('readers that give back what they have read', () => {
  test('get every record, beside each other and beside one that keeps all', async () => {
    const journal = await longJournal();
    const expected = await readAll(journal);
    const kept: RecordBatch[] = [];
    const keeping = (async () => {
      for (let at = 0; at < journal.end; ) {
        const { batch, next } = await journal.read(at);
        if (batch !== undefined) kept.push(batch);
        at = next;
      }
    })();
    const readers = [0, 1, 2].map(async (lag) => {
      const reader = new RecordReader(journal, { givesBack: true });
      const bodies: string[] = [];
      for (let at = 0; at < journal.end; ) {
        const step = await reader.step(at);
        if (step.kind !== 'batch') throw new Error(`a ${step.kind} at ${at}`);
        for (let turn = 0; turn < lag; turn++) await new Promise((resolve) => setImmediate(resolve));
        bodies.push(...matchesIn(step.batch, at, {}).map(({ body }) => body));
        at = step.to;
      }
      reader.close();
      return bodies;
    });
    for (const bodies of await Promise.all(readers)) expect(bodies).toEqual(expected.map(({ body }) => body));
    await keeping;
    expect(kept.flatMap((batch) => matchesIn(batch, 0, {}))).toEqual(expected);
  });

  test('hold no memory of batches that they have passed', async () => {
    const journal = await longJournal();
    const reader = new RecordReader(journal, { givesBack: true });
    const passed: RecordBatch[] = [];
    for (let at = 0; at < journal.end; ) {
      const step = await reader.step(at);
      if (step.kind === 'batch') passed.push(step.batch);
      at = step.to;
    }
    reader.close();
    expect(passed.filter((batch) => !isFreed(batch)).length).toBeLessThan(batches / 4);
  });
});

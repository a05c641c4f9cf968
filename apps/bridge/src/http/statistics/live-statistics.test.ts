import { openMemoryJournal } from '@sdmp/journal';
import { withRead } from '@sdmp/journal/conformance';
import { outcomeRecord } from '@sdmp/outcomes';
import { decode } from '@sdmp/codec';
import { expect, onTestFinished, test } from 'vitest';
import { LiveStatistics } from './live-statistics.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1, 12);

test.each([2 * dayMs, -2 * dayMs, 900 * 365 * dayMs])(
  'statistics are right again when a clock that was set by %i ms is right again',
  async (byMs) => {
    let wrongBy = 0;
    let passed = 0;
    const now = (): number => start + passed + wrongBy;
    const journal = await openMemoryJournal();
    const onTrouble = (cause: unknown): void => expect.unreachable(String(cause));
    const onGap = (): void => expect.unreachable('nothing is missing');
    const statistics = new LiveStatistics({ journal, onTrouble, onGap, now, monotonic: () => passed });
    onTestFinished(async () => {
      await statistics.close();
      await journal.close();
    });
    const record = async (outcomes: number): Promise<void> => {
      const one = outcomeRecord(decode(String.raw`OZ\CNSales\RE10`), { time: now() });
      await journal.append(Array.from({ length: outcomes }, () => one));
      passed += 1000;
    };
    const counted = async (): Promise<{ readonly calls: number; readonly rates: number }> => {
      statistics.window('1h');
      await expect.poll(() => statistics.isComplete && statistics.recorded.success === journal.end).toBe(true);
      const { success } = statistics.rates('1h');
      return { calls: statistics.window('1h').total.calls, rates: success.reduce((sum, count) => sum + count, 0) };
    };
    await record(10);
    expect(await counted()).toEqual({ calls: 10, rates: 10 });
    wrongBy = byMs;
    await record(5);
    expect(await counted()).toEqual({ calls: 5, rates: 5 });
    wrongBy = 0;
    await record(3);
    expect(await counted()).toEqual({ calls: 13, rates: 13 });
    expect(statistics.recorded).toEqual({ success: 18, failure: 0 });
  },
);

test('a batch that fails while it is counted is counted once in every figure', async () => {
  const journal = await openMemoryJournal();
  const outcomes = 5000;
  let failures = 0;
  /** The second stretch of a batch cannot be read, once. */
  const failing = withRead(journal, async (from, filter) => {
    const read = await journal.read(from, filter);
    if (read.batch === undefined || failures > 0) return read;
    let asked = 0;
    const batch = new Proxy(read.batch, {
      get(target, key): unknown {
        if (key === 'bodies' && ++asked === 2) {
          failures++;
          throw new Error('the page cannot be read');
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    return { ...read, batch };
  });
  const troubles: unknown[] = [];
  const now = (): number => start;
  const onGap = (): void => expect.unreachable('nothing is missing');
  const statistics = new LiveStatistics({ journal: failing, onTrouble: (cause) => troubles.push(cause), onGap, now });
  onTestFinished(async () => {
    await statistics.close();
    await journal.close();
  });
  const one = outcomeRecord(decode(String.raw`OZ\CNSales\RE10`), { time: now() });
  await journal.append(Array.from({ length: outcomes }, () => one));
  await expect.poll(() => statistics.isComplete && statistics.recorded.success, { timeout: 20_000 }).toBe(outcomes);
  expect([failures, troubles.length]).toEqual([1, 1]);
  expect(statistics.window('1h').total.calls).toBe(outcomes);
  expect(statistics.rates('1h').success.reduce((sum, count) => sum + count, 0)).toBe(outcomes);
}, 30_000);

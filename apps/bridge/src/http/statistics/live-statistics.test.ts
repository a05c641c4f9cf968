import { openMemoryJournal } from '@sdmp/journal';
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

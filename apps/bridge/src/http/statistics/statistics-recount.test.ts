import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Journal, type JournalRecord, openSqliteJournal, readBatches, recordsIn, unordered } from '@sdmp/journal';
import { mostAheadMs } from '@sdmp/outcomes';
import {
  callResultOf,
  countedOutcome,
  type CountedOutcome,
  type OutcomeCounts,
  type StatisticsWindow,
  statisticsWindowNames,
} from '@sdmp/outcomes/statistics';
import { createRandom, type Random } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { LiveStatistics } from './live-statistics.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
/** A quarter of an hour begins: of the step in which a window begins, all counts. */
const now = Date.UTC(2026, 10, 22, 12);
const campaigns = 90;
const outcomes = 9000;
const perBatch = 4096;

/** Bodies as they come, and some that take the full reading to understand. */
function bodyOf(random: Random): string {
  const agent = random.chance(0.4) ? String.raw`\ANAgent ${random.below(30)}` : '';
  const reason = String.raw`\RE${[1, 2, 5, 7, 10, 10, 10, 98, 150, 5000][random.below(10)]}`;
  const data = String.raw`\DTBalance~N~${random.below(1000)}|`;
  const strange = [
    String.raw`\RE007${agent}`,
    String.raw`\DTa\b\RE5${agent}`,
    String.raw`\AN\RE\SI1`,
    String.raw`\RE10\RE7\ANJürgen\ANAnn`,
    'no body at all',
    '',
  ];
  if (random.chance(0.05)) return strange[random.below(strange.length)] ?? '';
  return random.chance(0.5) ? agent + reason + data : String.raw`\SI${random.below(9)}${reason}${agent}`;
}

function recordOf(random: Random): JournalRecord {
  const late = random.chance(0.5) ? random.below(2 * 60 * minuteMs) : random.below(26 * 60 * minuteMs);
  return {
    time: now - late + random.below(2 * mostAheadMs),
    tenant: random.chance(0.1) ? 'other' : 'acme',
    campaign: `C${random.below(campaigns)}`,
    classes: random.chance(0.3) ? 1 : 2,
    body: bodyOf(random),
  };
}

/** A journal whose older records lie by campaign and whose newest are in memory; a few are erased. */
async function journalOf(seed: number): Promise<Journal> {
  const directory = await mkdtemp(join(tmpdir(), 'recount-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const random = createRandom(seed);
  const some = (count: number): readonly JournalRecord[] => Array.from({ length: count }, () => recordOf(random));
  const stored = Promise.withResolvers<void>();
  let steps = 0;
  const note = (): void => {
    if (++steps === Math.floor(outcomes / perBatch)) stored.resolve();
  };
  subscribe('sdmp:journal:compact', note);
  onTestFinished(() => void unsubscribe('sdmp:journal:compact', note));
  const filling = await openSqliteJournal({ directory, maxBatchRecords: perBatch, compactAfter: 4 });
  await filling.append(some(outcomes));
  await stored.promise;
  await filling.close();
  const journal = await openSqliteJournal({ directory, compactAfter: 4 });
  onTestFinished(() => journal.close());
  const { batch } = await unordered(journal).read(0);
  expect(batch?.parts.length).toBeGreaterThan(10);
  await journal.erase(({ position }) => position % 50 === 3);
  await journal.append(some(500));
  return journal;
}

interface Recounted {
  readonly campaign: string;
  readonly outcome: CountedOutcome;
}

/** Every record, read in order and in full. */
async function recount(journal: Journal): Promise<readonly Recounted[]> {
  const found: Recounted[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind !== 'batch') continue;
    for (const { tenant, campaign, body, time, classes } of recordsIn(step)) {
      const outcome = countedOutcome({ time, classes, body: new TextDecoder().decode(body) });
      if (time <= now + mostAheadMs) found.push({ campaign: `${tenant} ${campaign}`, outcome });
    }
  }
  return found;
}

function inWindow(window: StatisticsWindow, { outcome: { time } }: Recounted): boolean {
  const [stepMs, steps] = window === '24h' ? [quarterMs, 96] : [minuteMs, window === '1h' ? 60 : 15];
  return Math.floor(time / stepMs) >= Math.floor(now / stepMs) - steps;
}

function figuresOf(list: readonly CountedOutcome[]): object {
  const number = (is: (outcome: CountedOutcome) => boolean): number => list.filter(is).length;
  const of = (name: string | undefined) => list.filter(({ agent }) => agent === name);
  const agents = [...new Set(list.map(({ agent }) => agent))].filter((agent) => agent !== undefined && agent !== '');
  const reasons = [...new Set(list.map(({ reason }) => reason))].filter((reason) => reason !== undefined);
  return {
    calls: list.length,
    connects: number(({ success }) => success),
    answered: number(({ reason }) => callResultOf(reason) === 'answered'),
    abandoned: number(({ reason }) => callResultOf(reason) === 'abandoned'),
    strangeReasons: number(({ reason }) => reason === 5000),
    lastTime: Math.max(...list.map(({ time }) => time)),
    reasons: Object.fromEntries(
      reasons.filter((code) => code < 1000).map((code) => [code, number(({ reason }) => reason === code)]),
    ),
    agents: Object.fromEntries(
      agents.map((name) => [name, [of(name).length, of(name).filter(({ success }) => success).length]]),
    ),
  };
}

function figuresIn(counts: OutcomeCounts): object {
  const { calls, connects, answered, abandoned, strangeReasons, lastTime } = counts;
  const reasons = Object.fromEntries(counts.topReasons(1000).map(({ reason, count }) => [reason, count]));
  const agents = Object.fromEntries(
    counts.topAgents(1000).map(({ agent, calls: all, connects: good }) => [agent, [all, good]]),
  );
  return { calls, connects, answered, abandoned, strangeReasons, lastTime, reasons, agents };
}

test.each([1, 2])(
  'statistics are those of a recount of every record, however the records lie (seed %i)',
  { timeout: 240_000 },
  async (seed) => {
    const journal = await journalOf(seed);
    const fail = (cause: unknown): void => expect.unreachable(String(cause));
    const statistics = new LiveStatistics({
      journal,
      onTrouble: fail,
      onGap: fail,
      now: () => now,
      monotonic: () => 0,
    });
    onTestFinished(() => statistics.close());
    await expect.poll(() => statistics.isComplete, { timeout: 60_000 }).toBe(true);
    const records = await recount(journal);
    for (const window of statisticsWindowNames) {
      const wanted = records.filter((each) => inWindow(window, each));
      const { campaigns: found, total, other } = statistics.window(window);
      expect(figuresIn(total)).toEqual(figuresOf(wanted.map(({ outcome }) => outcome)));
      expect(other).toBeUndefined();
      const byCampaign = Map.groupBy(wanted, ({ campaign }) => campaign);
      expect(
        new Map(found.map(({ tenant, campaign, counts }) => [`${tenant} ${campaign}`, figuresIn(counts)])),
      ).toEqual(new Map([...byCampaign].map(([name, list]) => [name, figuresOf(list.map(({ outcome }) => outcome))])));
    }
    const { success, failure } = statistics.rates('24h');
    const { from } = statistics.rates('24h');
    const sum = [...success, ...failure].reduce((all, count) => all + count, 0);
    expect(sum).toBe(records.filter(({ outcome: { time } }) => Math.min(time, now) >= from).length);
  },
);

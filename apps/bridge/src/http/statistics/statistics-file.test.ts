import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { withRead } from '@sdmp/journal/conformance';
import { outcomeClass } from '@sdmp/outcomes';
import { type InstallationRules, installationRules } from '@sdmp/outcomes/rules';
import { rulesConfigSchema } from '@sdmp/outcomes/schema';
import { type OutcomeCounts, statisticsWindowNames } from '@sdmp/outcomes/statistics';
import { formatRevision, revisionCode } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { createRandom, type Random } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { LiveStatistics } from './live-statistics.ts';

const minuteMs = 60_000;
const begin = Date.UTC(2026, 10, 22, 12);
const rulesConfig = rulesConfigSchema.parse({ rules: { success: { reason: [10, 98] }, contact: { amountAbove: 20 } } });

function fail(cause: unknown): void {
  expect.unreachable(String(cause));
}

/** A journal, a file, and a clock that all lives of a bridge have in common. */
class Lives {
  readonly journal: Journal;
  readonly path: string;
  now = begin;
  /** Records read by the life under way. */
  read = 0;
  rules: InstallationRules | undefined;
  rulesText = '';

  constructor(journal: Journal, path: string) {
    this.journal = journal;
    this.path = path;
  }

  static async open(): Promise<Lives> {
    const directory = mkdtempSync(join(tmpdir(), 'kept-'));
    const journal = await openMemoryJournal();
    onTestFinished(async () => {
      await journal.close();
      rmSync(directory, { recursive: true });
    });
    return new Lives(journal, join(directory, 'statistics.jsonl'));
  }

  async live(isKept: boolean, everyOutcomes?: number): Promise<LiveStatistics> {
    this.read = 0;
    const counted = withRead(this.journal, async (from, filter) => {
      const slice = await this.journal.read(from, filter);
      this.read += slice.next - from;
      return slice;
    });
    const { path } = this;
    const kept = { path, rulesText: () => this.rulesText, onTrouble: fail, ...(everyOutcomes && { everyOutcomes }) };
    const statistics = new LiveStatistics({
      journal: counted,
      onTrouble: fail,
      onGap: fail,
      now: () => this.now,
      monotonic: () => this.now,
      rules: () => this.rules,
      kept: isKept ? kept : undefined,
    });
    onTestFinished(() => statistics.close());
    await expect.poll(() => statistics.isComplete).toBe(true);
    return statistics;
  }

  /** Ends a life as a kill does: what it would keep at its end is not kept. */
  async kill(statistics: LiveStatistics): Promise<void> {
    const kept = existsSync(this.path) ? readFileSync(this.path) : undefined;
    await statistics.close();
    if (kept === undefined) rmSync(this.path, { force: true });
    else writeFileSync(this.path, kept);
  }

  /** What a bridge would show that counts everything anew. */
  async recounted(): Promise<object> {
    const statistics = await this.live(false);
    const figures = figuresOf(statistics);
    await statistics.close();
    return figures;
  }
}

function figuresOf(statistics: LiveStatistics): object {
  return Object.fromEntries(
    statisticsWindowNames.map((window) => {
      const { campaigns, total, other } = statistics.window(window);
      const sorted = campaigns.toSorted((one, two) => (one.campaign < two.campaign ? -1 : 1));
      const each = sorted.map(({ tenant, campaign, counts }) => [tenant, campaign, countsOf(counts)]);
      return [window, { each, total: countsOf(total), other, rates: statistics.rates(window) }];
    }),
  );
}

function countsOf(counts: OutcomeCounts): object {
  const { calls, connects, answered, abandoned, contacts, rightParties, conversions, lastTime } = counts;
  return {
    totals: [calls, connects, answered, abandoned, contacts, rightParties, conversions, lastTime],
    reasons: counts.topReasons(100),
    agents: counts.topAgents(100),
  };
}

/** Outcomes of the last hours, and corrections of some that were recorded before. */
async function recordSome(journal: Journal, random: Random, now: number): Promise<void> {
  const { success, failure } = outcomeClass;
  const records = Array.from({ length: 20 + random.below(60) }, () => {
    const session = random.below(400);
    const time = now - random.below(26 * 60) * minuteMs - random.below(minuteMs);
    const reason = [2, 5, 7, 10, 98][random.below(5)] ?? 2;
    const agent = random.chance(0.5) ? `\\ANAgent${random.below(7)}` : '';
    const conversion = random.chance(0.2) ? `\\CO${random.below(50)}.00` : '';
    const was = { success: false, reason: 2, agentOutcome: undefined, agent: undefined };
    const corrected = `\\${revisionCode}${formatRevision({ revision: 2, time, ...was })}`;
    const body = `${random.chance(0.2) ? corrected : ''}\\SI${session}${agent}\\RE${reason}${conversion}`;
    const classes = reason === 10 ? success : failure;
    return { time, tenant: 'acme', campaign: `C${random.below(5)}`, classes, body };
  });
  await journal.append(records);
}

test.each([1, 2, 3, 4, 5, 6])(
  verifies('STAT-1') + 'what starts kept and what came since are what counting everything says (seed %i)',
  async (seed) => {
    const lives = await Lives.open();
    const random = createRandom(seed);
    if (seed % 2 === 0) {
      lives.rules = installationRules(rulesConfig);
      lives.rulesText = JSON.stringify(rulesConfig);
    }
    for (let life = 0; life < 6; life++) {
      const end = lives.journal.end;
      const statistics = await lives.live(true, 30);
      if (life > 0) expect(lives.read).toBeLessThanOrEqual(end);
      await recordSome(lives.journal, random, lives.now);
      await expect.poll(() => statistics.recorded.success + statistics.recorded.failure).toBe(lives.journal.end - end);
      expect(figuresOf(statistics)).toEqual(await lives.recounted());
      if (random.chance(0.5)) await statistics.close();
      else await lives.kill(statistics);
      lives.now += random.below(5 * 60) * minuteMs;
      if (random.chance(0.3)) await lives.journal.erase(({ position }) => position % 7 === life);
      if (random.chance(0.5)) await recordSome(lives.journal, random, lives.now);
    }
  },
);

test(verifies('STAT-1') + 'a start reads only what came since, and everything once something was erased', async () => {
  const lives = await Lives.open();
  await recordSome(lives.journal, createRandom(1), lives.now);
  await (await lives.live(true)).close();
  const { end } = lives.journal;
  expect(lives.read).toBe(end);
  lives.now += minuteMs;
  await lives.journal.append([
    { time: lives.now, tenant: 'acme', campaign: 'C1', classes: 1, body: String.raw`\RE10` },
  ]);
  await (await lives.live(true)).close();
  expect(lives.read).toBe(1);
  await (await lives.live(true)).close();
  expect(lives.read).toBe(0);
  await lives.journal.erase(({ position }) => position === 0);
  const statistics = await lives.live(true);
  expect(lives.read).toBe(end + 1);
  expect(figuresOf(statistics)).toEqual(await lives.recounted());
});

test(
  verifies('STAT-1') + 'other rules, a file that is cut short, and one that is a day old are counted anew',
  async () => {
    const lives = await Lives.open();
    await recordSome(lives.journal, createRandom(2), lives.now);
    const { end } = lives.journal;
    const readBy = async (): Promise<number> => {
      await (await lives.live(true)).close();
      return lives.read;
    };
    expect(await readBy()).toBe(end);
    lives.rules = installationRules(rulesConfig);
    lives.rulesText = 'others';
    expect(await readBy()).toBe(end);
    expect(await readBy()).toBe(0);
    truncateSync(lives.path, statSync(lives.path).size - 10);
    expect(await readBy()).toBe(end);
    lives.now += 25 * 60 * minuteMs;
    const statistics = await lives.live(true);
    expect(figuresOf(statistics)).toEqual(await lives.recounted());
  },
);

test(verifies('STAT-1') + 'what is erased while statistics run is taken out of them', async () => {
  const lives = await Lives.open();
  await recordSome(lives.journal, createRandom(3), lives.now);
  const statistics = await lives.live(true);
  await lives.journal.erase(({ position }) => position % 2 === 0);
  lives.now += 2000;
  statistics.window('24h');
  await expect.poll(() => statistics.isComplete).toBe(true);
  expect(figuresOf(statistics)).toEqual(await lives.recounted());
});

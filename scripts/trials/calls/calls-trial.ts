import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, openSqliteJournal, type Random, readBatches, recordsIn } from '../../built-packages.ts';
import { folders } from './calls-messages.ts';
import { type ReportedCall, reportedCall } from './reported-call.ts';
import { ServiceLife } from './service-life.ts';

export interface CallsVerdict {
  readonly kills: number;
  /** Of these, before the service took reports. */
  readonly killsAtStart: number;
  readonly calls: number;
  readonly verified: number;
  /** Reports that were not verified before a kill, and sent again. */
  readonly sentAgain: number;
  /** Outcomes and corrections that are not there though all reports of the call were verified. */
  readonly lost: number;
  /** Outcomes and corrections that are there once more. */
  readonly doubled: number;
  /** Outcomes that are not what was reported, or of no call. */
  readonly wrong: number;
}

export interface CallsTrial {
  readonly count: number;
  readonly seed: number;
  readonly onKill?: (kills: number) => void;
}

/** About as many as are completed in one. */
const newCallsPerLife = 12;
const shareKilledAtStart = 0.15;
const longestStartMs = 400;
const mostVerifiedPerLife = 60;

/** A call with the reports that are not verified yet. */
interface CallUnderWay {
  readonly call: ReportedCall;
  next: number;
}

interface Tally {
  verified: number;
  sentAgain: number;
  killsAtStart: number;
}

/** Services that are killed side by side: a start waits for the disk and its processor in turn. */
const servicesAtOnce = 2;

/**
 * Reports calls to services, each in a folder of its own, that are killed this number of times altogether, lets them end at last, and compares
 * their outcomes with the reports.
 */
export async function runCallsTrial({ count, seed, onKill }: CallsTrial): Promise<CallsVerdict> {
  let kills = 0;
  const parts = await Promise.all(
    Array.from({ length: servicesAtOnce }, (_, index) => {
      const share = Math.floor((count + index) / servicesAtOnce);
      return killOne({ count: share, seed: seed + index, onKill: () => onKill?.(++kills) });
    }),
  );
  return parts.reduce(together);
}

/** Returns the counts of two parts together. */
function together(one: CallsVerdict, other: CallsVerdict): CallsVerdict {
  return {
    kills: one.kills + other.kills,
    killsAtStart: one.killsAtStart + other.killsAtStart,
    calls: one.calls + other.calls,
    verified: one.verified + other.verified,
    sentAgain: one.sentAgain + other.sentAgain,
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    wrong: one.wrong + other.wrong,
  };
}

async function killOne({ count, seed, onKill }: CallsTrial): Promise<CallsVerdict> {
  const random = createRandom(seed);
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-calls-trial-'));
  const tally: Tally = { verified: 0, sentAgain: 0, killsAtStart: 0 };
  try {
    let calls: CallUnderWay[] = [];
    let made = 0;
    for (let kill = 1; kill <= count; kill++) {
      for (let each = 0; each < newCallsPerLife; each++) calls.push({ call: reportedCall(made++), next: 0 });
      await liveUntilKilled(new ServiceLife(directory), calls, random, tally);
      calls = calls.filter(({ call, next }) => next < call.frames.length);
      onKill?.(kill);
    }
    const last = new ServiceLife(directory);
    if (!(await last.opened())) throw new Error('the service did not start at last');
    await Promise.all(calls.map((under) => report(last, under, tally, () => undefined)));
    await last.end();
    return { kills: count, calls: made, ...tally, ...auditOutcomes(await outcomesIn(directory), made) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function liveUntilKilled(
  life: ServiceLife,
  calls: readonly CallUnderWay[],
  random: Random,
  tally: Tally,
): Promise<void> {
  if (random.chance(shareKilledAtStart)) {
    await sleep(random.below(longestStartMs));
    tally.killsAtStart++;
    return life.kill();
  }
  if (!(await life.opened())) throw new Error('the service did not start');
  let left = 1 + random.below(mostVerifiedPerLife);
  const killed = Promise.withResolvers<void>();
  const verified = (): void => {
    if (--left === 0) void life.kill().then(killed.resolve);
  };
  await Promise.all(calls.map((under) => report(life, under, tally, verified)));
  // Fewer reports than were to be verified: it is killed with nothing under way.
  if (left > 0) return life.kill();
  return killed.promise;
}

/** Sends the reports of a call one after the other, until one is not verified. */
async function report(life: ServiceLife, under: CallUnderWay, tally: Tally, verified: () => void): Promise<void> {
  for (;;) {
    const frame = under.call.frames[under.next];
    if (frame === undefined) return;
    if (!(await life.send(frame))) {
      tally.sentAgain++;
      return;
    }
    under.next++;
    tally.verified++;
    verified();
  }
}

async function outcomesIn(directory: string): Promise<readonly string[]> {
  const journal = await openSqliteJournal({ directory: join(directory, folders.outcomes) });
  const found: string[] = [];
  try {
    for await (const step of readBatches(journal)) {
      if (step.kind === 'gap') throw new Error(`the journal has a gap: ${step.reason}`);
      if (step.kind === 'batch') for (const { body } of recordsIn(step)) found.push(Buffer.from(body).toString());
    }
  } finally {
    await journal.close();
  }
  return found;
}

/** Compares what was recorded with what was reported of the first `calls` calls. */
export function auditOutcomes(
  outcomes: readonly string[],
  calls: number,
): Pick<CallsVerdict, 'lost' | 'doubled' | 'wrong'> {
  const found = new Map<string, number>();
  for (const each of outcomes) {
    const outcome = each.replace(/^(\\ZV\d+)\.\d+/, '$1.T');
    found.set(outcome, (found.get(outcome) ?? 0) + 1);
  }
  let [lost, doubled] = [0, 0];
  for (let number = 0; number < calls; number++) {
    for (const outcome of reportedCall(number).outcomes) {
      const times = found.get(outcome) ?? 0;
      if (times === 0) lost++;
      else doubled += times - 1;
      found.delete(outcome);
    }
  }
  return { lost, doubled, wrong: [...found.values()].reduce((sum, times) => sum + times, 0) };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { withUser } from '../../packages/runtime/src/server/users/index.ts';
import { type AttackEnd, Attackers } from './attack-phase.ts';
import { describeFigures, describePhase, mebibytes, type Phase } from './describe-fuzz.ts';
import { type ServiceFigures, sharedNow } from './fuzz-messages.ts';
import { type HonestSubscriber, subscribeHonestly } from './honest-subscriber.ts';
import { startBridgeTarget } from './targets/bridge-target.ts';
import { startServiceTarget } from './targets/service-target.ts';
import type { FuzzTarget } from './targets/target.ts';
import { measureLoad, type PhaseLoad, unknownLoad } from './phase-load.ts';

/** What is attacked, by its name on the command line. */
export const targets = { service: startServiceTarget, bridge: startBridgeTarget } as const;
export type TargetName = keyof typeof targets;

export interface FuzzServerOptions {
  readonly target: TargetName;
  /** Messages of hostile sockets that the target handles, frames that are none and requests by HTTP included. */
  readonly count: number;
  /** Ends the attack earlier than that. Default: never. */
  readonly seconds?: number;
  readonly seed: number;
  /** Hostile sockets at a time. Default 48. */
  readonly sockets?: number;
  /** Whether the limits of the pace of requests are lifted, so that as many as possible are handled. Default false. */
  readonly isUnpaced?: boolean;
  /** How long the quiet before the attack, and the attack on another target, are measured, milliseconds. Default 10,000. */
  readonly quietMs?: number;
  readonly print: (line: string) => void;
}

export interface FuzzServerResult {
  readonly handled: number;
  /** Empty when everything held. */
  readonly faults: readonly string[];
  /** Outcomes that the honest subscriber got under attack. */
  readonly outcomes: number;
  /** What the target held before and after. */
  readonly before: ServiceFigures;
  readonly after: ServiceFigures;
  /** p99 from record to the honest subscriber, milliseconds: quiet before, while another target is attacked, and under attack. */
  readonly quietP99: number;
  readonly besideP99: number;
  readonly attackedP99: number;
  /** What the attack cost the target, and what it lacked. */
  readonly load: PhaseLoad;
}

const recordEveryMs = 10;
const unpaced = { messagesPerSecond: 1_000_000, rejectionsPerSecond: 1_000_000, requestTimeShare: 1 } as const;
const honest = { tenant: 'north', name: 'honest', password: 'honest' };
const hostile = { tenant: 'south', name: 'hostile', password: 'hostile' };
/** As little work as the format takes: hashing is not what is tried. */
const parameters = { logN: 10, r: 8, p: 1 };
/** What hostile sockets had sent is handled at the pace of the limit, until their end is seen, milliseconds. */
const longestSettlingMs = 120_000;
const settlingStepMs = 1000;
/** The longest that the service delays an answer, and some more, milliseconds. */
const delaysEndMs = 15_000;
/** Heap that may remain, of caches and names of parked transactions. */
const heapSlackBytes = 64 * 2 ** 20;
/** Handles that may differ: timers and files of the journal. */
const handleSlack = 5;

/**
 * Attacks a running service, or a bridge and its HTTP, with structure-aware garbage on many sockets, and looks at what it did to an
 * honest subscriber. Before that, another of the same kind is attacked in the same way on the same processors: what the subscriber
 * feels of that is no matter of the target's.
 */
export async function fuzzServer(options: FuzzServerOptions): Promise<FuzzServerResult> {
  const { target: name, count, seconds, seed, sockets = 48, isUnpaced = false, quietMs = 10_000, print } = options;
  const folder = await mkdtemp(join(tmpdir(), 'sdmp-fuzz-'));
  const attackers: Attackers[] = [];
  const started: FuzzTarget[] = [];
  const start = async (): Promise<FuzzTarget> => {
    const own = await mkdtemp(join(folder, 'target-'));
    const limits = isUnpaced ? { limits: unpaced } : {};
    const target = await targets[name]({ folder: own, users: await usersText(), honest, recordEveryMs, ...limits });
    started.push(target);
    return target;
  };
  const attack = async (target: FuzzTarget, end: AttackEnd): Promise<number> => {
    const { port, http } = target;
    const order = { port, seed, sockets, login: loginOf(hostile), ...(http === undefined ? {} : { http }) };
    const attacking = new Attackers();
    attackers.push(attacking);
    const handled = await attacking.attack(target, order, end, print);
    attacking.stop();
    return handled;
  };
  const phases: Phase[] = [];
  const during = async <Result>(target: FuzzTarget, phase: string, work: () => Promise<Result>): Promise<Result> => {
    const measured = await measureLoad(target);
    const from = sharedNow();
    const result = await work();
    phases.push({ name: phase, from, until: sharedNow(), load: await measured() });
    return result;
  };
  try {
    const target = await start();
    const subscriber = await subscribeHonestly(target.port, loginOf(honest));
    await delay(quietMs / 2);
    await during(target, 'quiet', () => delay(quietMs));
    const decoy = await start();
    await during(target, 'beside', () => attack(decoy, { seconds: quietMs / 1000 }));
    decoy.kill();
    await delay(quietMs / 2);
    const before = await target.figures();
    const handled = await during(target, 'attacked', () =>
      attack(target, { count, ...(seconds === undefined ? {} : { seconds }) }),
    );
    const after = await settled(target, before);
    await during(target, 'quiet again', () => delay(quietMs / 2));
    const recorded = await target.pause();
    const faults = [...subscriber.faults, ...(await missing(subscriber, recorded)), ...leaks(before, after)];
    if (target.ended.aborted) faults.push(`the ${name} ended under attack`);
    for (const phase of phases) print(describePhase(subscriber, phase));
    for (const line of describeFigures(before, after)) print(line);
    subscriber.close();
    faults.push(...(await target.stop(recorded)));
    const [quietP99 = Number.NaN, besideP99 = Number.NaN, attackedP99 = Number.NaN] = phases.map(({ from, until }) =>
      subscriber.quantile(0.99, from, until),
    );
    const [, , attacked] = phases;
    const { load = unknownLoad } = attacked ?? {};
    const outcomes = attacked === undefined ? 0 : subscriber.count(attacked.from, attacked.until);
    return { handled, faults, outcomes, before, after, quietP99, besideP99, attackedP99, load };
  } finally {
    for (const each of [...attackers, ...started]) each.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function usersText(): Promise<string> {
  const place = 'users';
  return withUser(await withUser('', honest, { place, parameters }), hostile, { place, parameters });
}

function loginOf({ tenant, name, password }: typeof honest): string {
  return String.raw`UA\TD${tenant}\QI${name}\PW${password}`;
}

/** What the service holds once the hostile sockets are gone, or too much time has passed. */
async function settled(target: FuzzTarget, before: ServiceFigures): Promise<ServiceFigures> {
  let goneAtMs: number | undefined;
  for (let waitedMs = 0; ; waitedMs += settlingStepMs) {
    await delay(settlingStepMs);
    const now = await target.figures();
    if (now.sessions <= before.sessions) goneAtMs ??= waitedMs;
    // Guesses of sockets that are gone are waited for: their delays are timers, and soon none.
    const slack = goneAtMs === undefined || waitedMs - goneAtMs < delaysEndMs ? 0 : handleSlack;
    const isSettled = goneAtMs !== undefined && now.handles <= before.handles + slack;
    if (isSettled || waitedMs >= longestSettlingMs) return now;
  }
}

/** Whatever was recorded until now must arrive. */
async function missing(subscriber: HonestSubscriber, recorded: number): Promise<readonly string[]> {
  for (let waited = 0; waited < 50 && subscriber.newest() < recorded; waited++) await delay(100);
  const newest = subscriber.newest();
  return newest >= recorded
    ? []
    : [`${String(recorded)} outcomes were recorded, the newest that arrived is ${String(newest)}`];
}

function leaks(before: ServiceFigures, after: ServiceFigures): readonly string[] {
  const faults: string[] = [];
  if (after.sessions !== before.sessions) faults.push(`${String(after.sessions)} sockets are open at the end`);
  if (after.live !== before.live) faults.push(`${String(after.live)} transactions are live at the end`);
  if (after.handles > before.handles + handleSlack) {
    faults.push(`handles: ${String(before.handles)} before, ${String(after.handles)} after`);
  }
  const failed = after.events['http_requests_failed'] ?? 0;
  if (failed > 0) faults.push(`${String(failed)} requests by HTTP failed by a fault of the server`);
  if (after.heapBytes > before.heapBytes + heapSlackBytes) {
    faults.push(`heap: ${mebibytes(before.heapBytes)} before, ${mebibytes(after.heapBytes)} after`);
  }
  return faults;
}

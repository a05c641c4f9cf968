import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withUser } from '../../packages/runtime/src/server/users/index.ts';
import { type AttackOrder, type AttackReport, type ServiceFigures, sharedNow } from './fuzz-messages.ts';
import { type HonestSubscriber, subscribeHonestly } from './honest-subscriber.ts';
import { startBridgeTarget } from './targets/bridge-target.ts';
import { startServiceTarget } from './targets/service-target.ts';
import type { FuzzTarget } from './targets/target.ts';

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
  /** How long the quiet before the attack and after it is measured, milliseconds. Default 10,000. */
  readonly quietMs?: number;
  readonly print: (line: string) => void;
}

export interface FuzzServerResult {
  readonly handled: number;
  /** Empty when everything held. */
  readonly faults: readonly string[];
  /** p99 from record to the honest subscriber: quiet before, and under attack, milliseconds. */
  readonly quietP99: number;
  readonly attackedP99: number;
}

const recordEveryMs = 10;
const honest = { tenant: 'north', name: 'honest', password: 'honest' };
const hostile = { tenant: 'south', name: 'hostile', password: 'hostile' };
/** As little work as the format takes: hashing is not what is tried. */
const parameters = { logN: 10, r: 8, p: 1 };
/** What hostile sockets had sent is handled at the pace of the limit, until their end is seen, milliseconds. */
const longestSettlingMs = 120_000;
const settlingStepMs = 1000;
const reportMs = 10_000;
const watchMs = 500;
const longestTimerMs = 2 ** 31 - 1;
/** Heap that may remain, of caches and names of parked transactions. */
const heapSlackBytes = 64 * 2 ** 20;
/** Handles that may differ: timers and files of the journal. */
const handleSlack = 5;

/** Attacks a running service, or a bridge and its HTTP, with structure-aware garbage on many sockets, and looks at what it did to an honest subscriber. */
export async function fuzzServer(options: FuzzServerOptions): Promise<FuzzServerResult> {
  const { target: name, count, seconds, seed, sockets = 48, quietMs = 10_000, print } = options;
  const folder = await mkdtemp(join(tmpdir(), 'sdmp-fuzz-'));
  const attackers = fork(fileURLToPath(new URL('./hostile-process.ts', import.meta.url)));
  let started: FuzzTarget | undefined;
  try {
    const target = await targets[name]({ folder, users: await usersText(), honest, recordEveryMs });
    started = target;
    const subscriber = await subscribeHonestly(target.port, loginOf(honest));
    await delay(quietMs / 2);
    const before = await target.figures();
    const quietFrom = sharedNow();
    await delay(quietMs);
    const attackFrom = sharedNow();
    const order: AttackOrder = {
      port: target.port,
      seed,
      sockets,
      login: loginOf(hostile),
      ...(target.http === undefined ? {} : { http: target.http }),
    };
    const handled = await attackUntil(
      attackers,
      order,
      { count, ...(seconds === undefined ? {} : { seconds }) },
      target,
      print,
    );
    const attackEnd = sharedNow();
    attackers.kill('SIGTERM');
    const after = await settled(target, before);
    const afterFrom = sharedNow();
    await delay(quietMs / 2);
    const recorded = await target.pause();
    const faults = [...subscriber.faults, ...(await missing(subscriber, recorded)), ...leaks(before, after)];
    if (target.ended.aborted) faults.push(`the ${name} ended under attack`);
    describe(print, subscriber, [
      ['quiet', quietFrom, attackFrom],
      ['attacked', attackFrom, attackEnd],
      ['quiet again', afterFrom, sharedNow()],
    ]);
    describeFigures(print, before, after);
    subscriber.close();
    faults.push(...(await target.stop(recorded)));
    return {
      handled,
      faults,
      quietP99: subscriber.quantile(0.99, quietFrom, attackFrom),
      attackedP99: subscriber.quantile(0.99, attackFrom, attackEnd),
    };
  } finally {
    attackers.kill('SIGKILL');
    started?.kill();
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
  for (let waitedMs = 0; ; waitedMs += settlingStepMs) {
    await delay(settlingStepMs);
    const now = await target.figures();
    const isSettled = now.sessions <= before.sessions && now.handles <= before.handles + handleSlack;
    if (isSettled || waitedMs >= longestSettlingMs) return now;
  }
}

/** Resolves when that number of messages was handled, or the service is gone. */
async function attackUntil(
  attackers: ChildProcess,
  order: AttackOrder,
  { count, seconds }: Pick<FuzzServerOptions, 'count' | 'seconds'>,
  target: FuzzTarget,
  print: (line: string) => void,
): Promise<number> {
  const done = Promise.withResolvers<void>();
  const began = performance.now();
  let handled = 0;
  let httpRequests = 0;
  attackers.on('message', (report: AttackReport) => {
    ({ httpRequests } = report);
  });
  let isAsking = false;
  const watching = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    void target.handled().then((messages) => {
      isAsking = false;
      // A target that does not answer has handled what it had handled before.
      handled = Math.max(handled, messages + httpRequests);
      if (handled >= count) done.resolve();
    });
  }, watchMs);
  target.ended.addEventListener('abort', () => done.resolve());
  attackers.once('exit', () => done.resolve());
  attackers.send(order);
  const over =
    seconds === undefined ? undefined : setTimeout(() => done.resolve(), Math.min(seconds * 1000, longestTimerMs));
  const reporting = setInterval(() => {
    const rate = Math.round(handled / ((performance.now() - began) / 1000));
    print(`${String(handled)} messages, ${String(rate)} a second`);
  }, reportMs);
  await done.promise;
  clearInterval(reporting);
  clearInterval(watching);
  clearTimeout(over);
  return handled;
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

function describe(
  print: (line: string) => void,
  subscriber: HonestSubscriber,
  phases: readonly (readonly [string, number, number])[],
): void {
  for (const [name, from, until] of phases) {
    const [p50, p99, max] = [0.5, 0.99, 1].map((share) => subscriber.quantile(share, from, until).toFixed(1));
    const outcomes = String(subscriber.count(from, until));
    print(`${name}: ${outcomes} outcomes, p50 ${String(p50)} ms, p99 ${String(p99)} ms, max ${String(max)} ms`);
  }
}

function describeFigures(print: (line: string) => void, before: ServiceFigures, after: ServiceFigures): void {
  print(
    `heap ${mebibytes(before.heapBytes)} before, ${mebibytes(after.heapBytes)} after (taken for it ${mebibytes(before.heapTotalBytes)} and ${mebibytes(after.heapTotalBytes)}); buffers ${mebibytes(before.externalBytes)} and ${mebibytes(after.externalBytes)}; resident ${mebibytes(before.residentBytes)} and ${mebibytes(after.residentBytes)}; handles ${String(before.handles)} and ${String(after.handles)}; sockets ${String(after.sessions)}, live ${String(after.live)}, parked ${String(after.parked)}; requests handled ${String(after.requests)}`,
  );
  const events = Object.entries(after.events).map(([event, times]) => `${event} ${String(times)}`);
  print(`events: ${events.join(', ')}`);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

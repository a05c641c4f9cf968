import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withUser } from '../../packages/runtime/src/server/users/index.ts';
import {
  type AttackOrder,
  type ServiceFigures,
  type ServiceOrder,
  type ServiceReport,
  sharedNow,
} from './fuzz-messages.ts';
import { type HonestSubscriber, subscribeHonestly } from './honest-subscriber.ts';

export interface FuzzServerOptions {
  /** Messages of hostile sockets that the service handles, frames that are none included. */
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
const longestTimerMs = 2 ** 31 - 1;
/** Heap that may remain, of caches and names of parked transactions. */
const heapSlackBytes = 64 * 2 ** 20;
/** Handles that may differ: timers and files of the journal. */
const handleSlack = 5;

/** Attacks a running service with structure-aware garbage on many sockets, and looks at what it did to an honest subscriber. */
export async function fuzzServer(options: FuzzServerOptions): Promise<FuzzServerResult> {
  const { count, seconds, seed, sockets = 48, quietMs = 10_000, print } = options;
  const folder = await mkdtemp(join(tmpdir(), 'sdmp-fuzz-'));
  const service = startProcess(new URL('./service-process.ts', import.meta.url), ['--expose-gc']);
  const attackers = startProcess(new URL('./hostile-process.ts', import.meta.url));
  try {
    const users = await usersText();
    const { port } = await ask(service, { kind: 'start', users, folder, recordEveryMs }, 'started');
    const subscriber = await subscribeHonestly(port, loginOf(honest));
    await delay(quietMs / 2);
    const before = await figuresOf(service);
    const quietFrom = sharedNow();
    await delay(quietMs);
    const attackFrom = sharedNow();
    const order: AttackOrder = { port, seed, sockets, login: loginOf(hostile) };
    const handled = await attackUntil(
      attackers,
      order,
      { count, ...(seconds === undefined ? {} : { seconds }) },
      service,
      print,
    );
    const attackEnd = sharedNow();
    attackers.kill('SIGTERM');
    const after = await settled(service, before);
    const afterFrom = sharedNow();
    await delay(quietMs / 2);
    const faults = [...subscriber.faults, ...(await missing(subscriber, service)), ...leaks(before, after)];
    if (service.exitCode !== null) faults.push(`the service ended with ${String(service.exitCode)}`);
    describe(print, subscriber, [
      ['quiet', quietFrom, attackFrom],
      ['attacked', attackFrom, attackEnd],
      ['quiet again', afterFrom, sharedNow()],
    ]);
    describeFigures(print, before, after);
    subscriber.close();
    const exited = once(service, 'exit');
    await ask(service, { kind: 'stop' }, 'stopped');
    await exited;
    return {
      handled,
      faults,
      quietP99: subscriber.quantile(0.99, quietFrom, attackFrom),
      attackedP99: subscriber.quantile(0.99, attackFrom, attackEnd),
    };
  } finally {
    attackers.kill('SIGKILL');
    service.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

function startProcess(program: URL, execArgv: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(program), { execArgv: [...execArgv] });
}

async function usersText(): Promise<string> {
  const place = 'users';
  return withUser(await withUser('', honest, { place, parameters }), hostile, { place, parameters });
}

function loginOf({ tenant, name, password }: typeof honest): string {
  return String.raw`UA\TD${tenant}\QI${name}\PW${password}`;
}

type Answer<Kind extends ServiceReport['kind']> = ServiceReport & { readonly kind: Kind };

function isAnswer<Kind extends ServiceReport['kind']>(report: ServiceReport, kind: Kind): report is Answer<Kind> {
  return report.kind === kind;
}

async function ask<Kind extends ServiceReport['kind']>(
  service: ChildProcess,
  order: ServiceOrder,
  kind: Kind,
): Promise<Answer<Kind>> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer<Kind>>();
  const onMessage = (report: ServiceReport): void => {
    if (isAnswer(report, kind)) resolve(report);
  };
  const onExit = (): void => reject(new Error('The service has ended'));
  service.on('message', onMessage);
  service.once('exit', onExit);
  service.send(order);
  try {
    return await promise;
  } finally {
    service.off('message', onMessage);
    service.off('exit', onExit);
  }
}

async function figuresOf(service: ChildProcess): Promise<ServiceFigures> {
  return (await ask(service, { kind: 'measure' }, 'measured')).figures;
}

/** What the service holds once the hostile sockets are gone, or too much time has passed. */
async function settled(service: ChildProcess, before: ServiceFigures): Promise<ServiceFigures> {
  for (let waitedMs = 0; ; waitedMs += settlingStepMs) {
    await delay(settlingStepMs);
    const now = await figuresOf(service);
    const isSettled = now.sessions <= before.sessions && now.handles <= before.handles + handleSlack;
    if (isSettled || waitedMs >= longestSettlingMs) return now;
  }
}

/** Resolves when that number of messages was handled, or the service is gone. */
async function attackUntil(
  attackers: ChildProcess,
  order: AttackOrder,
  { count, seconds }: Pick<FuzzServerOptions, 'count' | 'seconds'>,
  service: ChildProcess,
  print: (line: string) => void,
): Promise<number> {
  const done = Promise.withResolvers<void>();
  const began = performance.now();
  let handled = 0;
  service.on('message', (report: ServiceReport) => {
    if (!isAnswer(report, 'progress')) return;
    ({ handled } = report);
    if (handled >= count) done.resolve();
  });
  service.once('exit', () => done.resolve());
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
  clearTimeout(over);
  return handled;
}

/** Whatever was recorded until now must arrive. */
async function missing(subscriber: HonestSubscriber, service: ChildProcess): Promise<readonly string[]> {
  const { recorded } = await figuresOf(service);
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

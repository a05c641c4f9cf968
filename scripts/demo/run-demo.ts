import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import { BridgeProcess } from './bridge-process.ts';
import type { DemoOptions } from './demo-options.ts';
import { startDialing } from './dialing.ts';
import { type Floor, startFloor } from './floor.ts';
import { Outage, planOutage } from './outage.ts';
import { openSqliteJournal, startLink, startSimulatedDialer } from '../built-packages.ts';
import { progressLine, type Result } from './report.ts';
import { Subscriber } from './subscriber.ts';
import { Tally } from './tally.ts';

/** Time limit for delivering the remaining outcomes after dialing stops, milliseconds. */
const drainTimeoutMs = 15_000;

export interface DemoEnvironment {
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  readonly print: (line: string) => void;
}

/** Runs the demo and returns the counts. Rejects if a part cannot start or ends early. */
export async function runDemo(options: DemoOptions, environment: DemoEnvironment): Promise<Result> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-demo-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const dialer = await startSimulatedDialer();
  stack.defer(() => dialer.stop());
  const link = await startLink({ target: dialer });
  stack.defer(() => link.close());
  const { port, httpPort } = options;
  const bridge = await BridgeProcess.start({ directory, dialer: link, port, httpPort });
  stack.defer(async () => void (await bridge.stop()));
  const tally = new Tally();
  const subscriber = new Subscriber(bridge.port, tally);
  stack.defer(() => subscriber.close());
  // A persist token exists from its first use: outcomes dialed earlier would not be delivered.
  const started = Promise.all([subscriber.subscribed(), dialer.until(({ transactions }) => transactions.length > 0)]);
  await whileRunning(started, bridge, subscriber);
  const { print } = environment;
  print(`subscribers 127.0.0.1:${bridge.port}`);
  print(`page ${bridge.httpUrl}/`);
  print(`metrics ${bridge.httpUrl}/metrics`);

  const stopDialing = startDialing(dialer, tally, options.rate);
  stack.defer(stopDialing);
  const floor = await startFloor(bridge.port, tally);
  stack.defer(async () => void (await floor.end().catch(() => undefined)));
  const outage = new Outage(link, planOutage(options.forMs));
  stack.defer(() => outage.end());
  const stopProgress = new AbortController();
  stack.defer(() => stopProgress.abort());
  const progress = printProgress({ bridge, tally, floor, outage }, print, stopProgress.signal);
  await whileRunning(timeIsUp(options.forMs, environment.interrupted), bridge, subscriber);
  stopDialing();
  const reported = await whileRunning(floor.end(), bridge, subscriber);
  await outage.end();
  await whileRunning(Promise.race([tally.settled(), timer(drainTimeoutMs)]), bridge, subscriber);
  stopProgress.abort();
  await progress;

  await subscriber.close();
  const exitCode = await bridge.stop();
  if (exitCode !== 0) throw new Error(`the bridge exited with code ${String(exitCode)}`);
  return {
    dialed: dialer.recorded,
    reports: reported.reports,
    verified: reported.verified,
    made: reported.outcomes,
    inJournal: await recordsIn(join(directory, 'journal')),
    delivered: tally.delivered,
    lost: tally.missing,
    doubled: tally.doubled,
    downMs: outage.downMs,
  };
}

async function timer(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(() => undefined);
}

/** Resolves when the time is up, or at Ctrl-C. */
async function timeIsUp(forMs: number | undefined, interrupted: AbortSignal): Promise<void> {
  if (forMs !== undefined) await timer(forMs, interrupted);
  else if (!interrupted.aborted) await once(interrupted, 'abort');
}

/** Resolves with the result of `work`. Rejects if the bridge or the subscription ends before it. */
async function whileRunning<Value>(
  work: Promise<Value>,
  bridge: BridgeProcess,
  subscriber: Subscriber,
): Promise<Value> {
  const over = new AbortController();
  const unending = subscriber.finished.then((): never => {
    throw new Error('the subscription has ended');
  });
  const ended = bridge.ended(over.signal);
  for (const each of [unending, ended]) each.catch(() => undefined);
  try {
    return await Promise.race([work, unending, ended]);
  } finally {
    over.abort();
  }
}

interface Watched {
  readonly bridge: BridgeProcess;
  readonly tally: Tally;
  readonly floor: Pick<Floor, 'outcomes'>;
  readonly outage: Outage;
}

/** Prints a line per second until aborted. */
async function printProgress(
  { bridge, tally, floor, outage }: Watched,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const start = performance.now();
  let first: number | undefined;
  try {
    for await (const _ of every(1000, undefined, { signal })) {
      // A bridge that is busy may answer later.
      first ??= await bridge.metric('sdmp_bridge_journal_first_position');
      const end = await bridge.metric('sdmp_bridge_journal_end_position');
      const { delivered, missing: backlog } = tally;
      const made = floor.outcomes;
      const dialed = tally.dialed - made;
      const recorded = end === undefined || first === undefined ? undefined : end - first;
      const elapsedMs = performance.now() - start;
      print(progressLine({ elapsedMs, dialed, made, recorded, delivered, backlog, isLinkDown: outage.isDown }));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function recordsIn(directory: string): Promise<number> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  try {
    return journal.end - journal.first;
  } finally {
    await journal.close();
  }
}

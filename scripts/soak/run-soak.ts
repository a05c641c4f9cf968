import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeMachine } from '../../benchmarks/machine.ts';
import { createRandom, openSqliteJournal } from '../built-packages.ts';
import { type Breakage, brokenDelayMs } from './breakages.ts';
import { Disturbances } from './disturbances.ts';
import { Recorder } from './recording.ts';
import { progressLine } from './report.ts';
import { Sampler } from './sampler.ts';
import type { Recording } from './samples.ts';
import { System } from './system.ts';

export interface SoakOptions {
  readonly forMs: number;
  /** Outcomes a second. */
  readonly rate: number;
  readonly seed: number;
  /** Where the samples go, an object a line. */
  readonly samplesFile: string;
  readonly breakage?: Breakage;
  readonly print: (line: string) => void;
  /** Ends the load early; what there is is judged. */
  readonly interrupted: AbortSignal;
}

/** Time that outcomes are kept: this share of the run, within these limits. The most is not reached by what a fault takes. */
const retainShare = 1 / 20;
const retainLimitsMs = [60_000, 180_000] as const;
/** Time between two samples: this share of the run, within these limits. */
const sampleShare = 1 / 720;
const sampleLimitsMs = [1000, 5000] as const;
const progressMs = 10_000;
/** Time that the readers have for the rest, when the load has ended. */
const drainLimitMs = 90_000;
const drainLookMs = 100;
/** A reader that has the newest outcome gets what is missing within this time, or never: delivery is in order. */
const holesLimitMs = 5000;

/** Runs the whole system under load and disturbances. Rejects when it cannot be started. */
export async function runSoak(options: SoakOptions): Promise<Recording> {
  const { forMs, rate, seed, breakage, print, interrupted } = options;
  await using stack = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'sdmp-soak-'));
  stack.defer(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));
  const retainMs = within(forMs * retainShare, retainLimitsMs);
  const faults: string[] = [];
  const onFault = (what: string): void => {
    faults.push(what);
    print(`FAULT: ${what}`);
  };
  const leak = breakage === 'memory' || breakage === 'handles' ? { SDMP_SOAK_LEAK: breakage } : undefined;
  const system = stack.use(
    await System.start({ home, rate, retainMs, onFault, ...(leak === undefined ? {} : { bridgeEnv: leak }) }),
  );
  const sampler = stack.use(new Sampler(system, home));
  const recorder = new Recorder(options.samplesFile);
  const began = performance.now();
  const now = (): number => performance.now() - began;
  const disturbances = new Disturbances({
    system,
    random: createRandom(seed),
    runMs: forMs,
    now,
    onDone: (disturbance) => recorder.add(disturbance),
    onFault,
  });
  const over = AbortSignal.any([interrupted, AbortSignal.timeout(forMs)]);
  system.dialer.startLoad();
  const disturbing = disturbances.run(over);
  disturbing.catch((error: unknown) => onFault(`a disturbance failed: ${String(error)}`));
  const sampleMs = within(forMs * sampleShare, sampleLimitsMs);
  let printedAt = Number.NEGATIVE_INFINITY;
  while (!over.aborted) {
    await delay(sampleMs, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) break;
    await system.lookAtFiles();
    const sample = await sampler.take(now(), disturbances.takeWasDisturbed());
    recorder.add(sample);
    if (breakage === 'latency') system.links[1]?.link.delay(brokenDelayMs(sample.atMs / forMs));
    if (sample.atMs - printedAt < progressMs) continue;
    printedAt = sample.atMs;
    print(progressLine(sample, disturbances.underWay));
  }
  const ranMs = now();
  print('the load ends; what is under way is waited for');
  await disturbing.catch(() => undefined);
  if (breakage === 'loss' || breakage === 'double') system.dialer.breakFeed(breakage);
  await system.dialer.stopLoad();
  const { recorded } = system.dialer;
  await drained(system, recorded);
  await system.stop();
  return recorder.finish({
    kind: 'outcome',
    seed,
    rate,
    plannedMs: forMs,
    ranMs,
    retainMs,
    recorded,
    readers: system.sequences.map((each) => each.tally(recorded)),
    pruned: { dialer: await firstIn(system.dialer.journal), bridge: await firstIn(system.bridge.journal) },
    certificates: { renewed: system.certificates.renewed, served: system.certificates.served },
    faults,
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
  });
}

function within(value: number, [least, most]: readonly [number, number]): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}

/** Resolves when every reader has everything, or the time for it is over: what is missing then is lost. */
async function drained({ sequences }: System, recorded: number): Promise<void> {
  const watched = sequences.filter(({ name }) => name !== 'files sink');
  await met(drainLimitMs, () => watched.every(({ next }) => next >= recorded));
  await met(holesLimitMs, () => watched.every((each) => each.hasAll(recorded)));
}

async function met(limitMs: number, isMet: () => boolean): Promise<void> {
  const givesUp = performance.now() + limitMs;
  while (performance.now() < givesUp && !isMet()) await delay(drainLookMs);
}

async function firstIn(directory: string): Promise<number> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  try {
    return journal.first;
  } finally {
    await journal.close();
  }
}

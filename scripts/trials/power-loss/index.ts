import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk, type Loss } from './disk.ts';
import { examine } from './examine.ts';
import { randomFrom } from './expected.ts';
import type { Operation } from './parse-trace.ts';
import { Promises } from './durability-checks.ts';
import { hasStrace, record } from './recording.ts';

export interface PowerLossOptions {
  /** Power cuts to try. Default 2000. */
  readonly count?: number;
  /** The same seed cuts at the same places and loses the same. Default 1. */
  readonly seed?: number;
  /** Takes the syncs out of the recording: then faults must be found, which shows that the trials can see. Default false. */
  readonly ignoreSyncs?: boolean;
}

const LOSSES: readonly Loss[] = ['all', 'none', 'some', 'some', 'some', 'some'];
/** How often the power is cut right behind a word that something was pruned. */
const CUTS_PER_PROMISE = 3;
/** How often the workload opens the journal, works on it and closes it. */
const ROUNDS = 3;
const FAULTS_PRINTED = 10;

/**
 * Records what the journal asks of the file system while it works, cuts the power at every sync and at random places in
 * between, with what was not synced lost, kept, torn into sectors or kept in part, and opens the journal on what is
 * left. True when each of them held what was acknowledged, unharmed, and nothing else.
 */
export async function powerLossTrials(options: PowerLossOptions, print: (line: string) => void): Promise<boolean> {
  const { count = 2000, seed = 1, ignoreSyncs = false } = options;
  if (!hasStrace()) {
    print('power-loss: NOT RUN, strace is missing (Debian and Ubuntu: apt-get install strace)');
    return false;
  }
  const started = performance.now();
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'sdmp-power-loss-'));
  try {
    const recorded = record(directory, seed, ROUNDS);
    const operations = ignoreSyncs ? recorded.filter(({ kind }) => !isSync(kind)) : recorded;
    const cuts = chooseCuts(operations, count, randomFrom(seed));
    const faults = await tryCuts(join(directory, 'cut'), operations, cuts, seed, print);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const syncs = operations.filter(({ kind }) => kind === 'sync').length;
    print(
      `power-loss: ${count} cuts in ${operations.length} recorded operations (${syncs} syncs), seed ${seed}, ${seconds} s: ${faults} faults`,
    );
    return faults === 0;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function isPruned(operation: Operation): boolean {
  return operation.kind === 'said' && operation.line.startsWith('pruned');
}

function isSync(kind: Operation['kind']): boolean {
  return kind === 'sync' || kind === 'syncDirectory';
}

/** How often the power is cut in front of each operation: behind promises, at each sync, then anywhere, until there are enough. */
function chooseCuts(
  operations: readonly Operation[],
  count: number,
  random: (below: number) => number,
): ReadonlyMap<number, number> {
  // Retention promises something seldom: right behind that, always.
  const promised = operations.flatMap((each, index) => (isPruned(each) ? [index + 1] : []));
  const chosen = new Map(promised.map((at) => [at, CUTS_PER_PROMISE]));
  const syncs = operations.flatMap(({ kind }, index) => (kind === 'sync' ? [index, index + 1] : []));
  for (let cut = 0; cut < count - promised.length * CUTS_PER_PROMISE; cut++) {
    // Fewer cuts than syncs: then any of them.
    const at = count >= syncs.length && cut < syncs.length ? syncs[cut] : random(operations.length + 1);
    chosen.set(at ?? 0, (chosen.get(at ?? 0) ?? 0) + 1);
  }
  return chosen;
}

async function tryCuts(
  directory: string,
  operations: readonly Operation[],
  cuts: ReadonlyMap<number, number>,
  seed: number,
  print: (line: string) => void,
): Promise<number> {
  const disk = new Disk();
  const promises = new Promises();
  let faults = 0;
  for (let at = 0; at <= operations.length; at++) {
    for (let time = 0; time < (cuts.get(at) ?? 0); time++) {
      const random = randomFrom(seed * 1_000_003 + at * 101 + time);
      const loss = LOSSES[random(LOSSES.length)] ?? 'all';
      const fault = await examine(directory, disk.cut(loss, random), promises);
      if (fault === undefined) continue;
      faults += 1;
      if (faults <= FAULTS_PRINTED)
        print(`power-loss: cut before operation ${at}, ${loss} of the unsynced lost: ${fault}`);
    }
    const operation = operations[at];
    if (operation === undefined) break;
    disk.follow(operation);
    if (operation.kind === 'said') promises.follow(operation.line);
  }
  return faults;
}

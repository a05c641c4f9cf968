import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk, type Loss } from './disk.ts';
import { DurabilityChecks } from './durability-checks.ts';
import { examine } from './examine.ts';
import { randomFrom } from './expected.ts';
import type { Operation } from './parse-trace.ts';
import { hasStrace, record } from './recording.ts';

export interface PowerLossOptions {
  /** Power cuts to try. Default 2000. */
  readonly count?: number;
  /** The same seed gives the same cuts and losses. Default 1. */
  readonly seed?: number;
  /** Removes the syncs from the recording. Faults must then be found, which tests the trials themselves. Default false. */
  readonly ignoreSyncs?: boolean;
}

const triedLosses: readonly Loss[] = ['all', 'none', 'some', 'some', 'some', 'some'];
/** Power cuts directly after each acknowledged pruning. */
const cutsAfterPruning = 3;
/** Times the workload opens the journal, works on it and closes it. */
const rounds = 3;
const faultsPrinted = 10;

/**
 * Records the journal's file operations, simulates power cuts at every sync and at random points between them, and opens
 * the journal on the resulting files. Unsynced changes are lost, kept, kept in part or torn into sectors. Returns whether
 * every resulting journal held exactly what had been acknowledged.
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
    const recorded = record(directory, seed, rounds);
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
  return operation.kind === 'printed' && operation.line.startsWith('pruned');
}

function isSync(kind: Operation['kind']): boolean {
  return kind === 'sync' || kind === 'syncDirectory';
}

/** Returns the number of power cuts before each operation: after each pruning, at each sync, then at random points. */
function chooseCuts(
  operations: readonly Operation[],
  count: number,
  random: (below: number) => number,
): ReadonlyMap<number, number> {
  // Pruning is rare, so every acknowledged one gets cuts of its own.
  const afterPruning = operations.flatMap((each, index) => (isPruned(each) ? [index + 1] : []));
  const chosen = new Map(afterPruning.map((at) => [at, cutsAfterPruning]));
  const syncs = operations.flatMap(({ kind }, index) => (kind === 'sync' ? [index, index + 1] : []));
  for (let cut = 0; cut < count - afterPruning.length * cutsAfterPruning; cut++) {
    // With fewer cuts than syncs, all are placed at random.
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
  const checks = new DurabilityChecks();
  let faults = 0;
  for (let at = 0; at <= operations.length; at++) {
    for (let time = 0; time < (cuts.get(at) ?? 0); time++) {
      const random = randomFrom(seed * 1_000_003 + at * 101 + time);
      const loss = triedLosses[random(triedLosses.length)] ?? 'all';
      const fault = await examine(directory, disk.cut(loss, random), checks);
      if (fault === undefined) continue;
      faults += 1;
      if (faults <= faultsPrinted)
        print(`power-loss: cut before operation ${at}, ${loss} of the unsynced changes lost: ${fault}`);
    }
    const operation = operations[at];
    if (operation === undefined) break;
    disk.follow(operation);
    if (operation.kind === 'printed') checks.follow(operation.line);
  }
  return faults;
}

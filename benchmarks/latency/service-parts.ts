/**
 * Loaded into the service by `--import`: measures its own parts of the latency, from SIGUSR2 on, and writes them to the file
 * that its address names when the process ends.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import { type LatencyFigures, LatencyHistogram } from './latency-histogram.ts';

/** Milliseconds. */
export interface ServiceParts {
  /** From the hand-over of a transaction to the writer's thread until its acknowledgement. */
  readonly commit: LatencyFigures;
  /** Number of commits that took longer than 50 ms. */
  readonly longCommits: number;
  /** How long a checkpoint held commits up. */
  readonly checkpoint: LatencyFigures;
  /** How often retention removed records. */
  readonly removals: number;
  /** Pauses of the main thread by the garbage collector. */
  readonly collection: LatencyFigures;
  /** How late a timer of the main thread is: what anything that arrives has to wait. */
  readonly turn: Pick<LatencyFigures, 'p50' | 'p99' | 'max'>;
}

const microsecondsPerMs = 1000;
const nanosecondsPerMs = 1e6;
const longCommitMs = 50;
const turns = monitorEventLoopDelay({ resolution: 1 });
let [commit, checkpoint, collection] = newHistograms();
let longCommits = 0;
let removals = 0;

function newHistograms(): [LatencyHistogram, LatencyHistogram, LatencyHistogram] {
  return [new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram()];
}

/** Reads a number that a channel publishes. */
function numberOf(message: unknown, name: string): number {
  const value: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
  return typeof value === 'number' ? value * microsecondsPerMs : 0;
}

function parts(): ServiceParts {
  const ms = (percentile: number): number => turns.percentile(percentile) / nanosecondsPerMs;
  return {
    commit: commit.figures(),
    longCommits,
    checkpoint: checkpoint.figures(),
    removals,
    collection: collection.figures(),
    turn: { p50: ms(50), p99: ms(99), max: turns.max / nanosecondsPerMs },
  };
}

const file = new URL(import.meta.url).searchParams.get('file');
if (isMainThread && file !== null) {
  subscribe('sdmp:journal:commit', (message) => {
    const duration = numberOf(message, 'durationMs');
    commit.add(duration);
    if (duration > longCommitMs * microsecondsPerMs) longCommits += 1;
  });
  subscribe('sdmp:journal:prune', () => {
    removals += 1;
  });
  subscribe('sdmp:journal:checkpoint', (message) => checkpoint.add(numberOf(message, 'heldMs')));
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collection.add(duration * microsecondsPerMs);
  }).observe({ entryTypes: ['gc'] });
  turns.enable();
  process.on('SIGUSR2', () => {
    [commit, checkpoint, collection] = newHistograms();
    longCommits = 0;
    removals = 0;
    turns.reset();
  });
  process.on('exit', () => writeFileSync(file, JSON.stringify(parts())));
}

import type { ServiceFigures } from './fuzz-messages.ts';
import type { HonestSubscriber } from './honest-subscriber.ts';
import type { PhaseLoad } from './phase-load.ts';

/** A time of the trial by its name, on the clock that processes share. */
export interface Phase {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly load: PhaseLoad;
}

/** Says how long outcomes took in a phase, and how the target was. */
export function describePhase(subscriber: HonestSubscriber, { name, from, until, load }: Phase): string {
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => subscriber.quantile(share, from, until).toFixed(1));
  const outcomes = String(subscriber.count(from, until));
  const { p99: loopP99, max: loopMax } = load.loopDelay;
  const loop = `its event loop late by p99 ${loopP99.toFixed(1)} ms, max ${loopMax.toFixed(1)} ms`;
  const processors = `it used ${load.processors.toFixed(2)} processors, and waited for one ${percent(load.waited)} of the time`;
  return `${name}: ${outcomes} outcomes, p50 ${String(p50)} ms, p99 ${String(p99)} ms, max ${String(max)} ms; ${loop}; ${processors}`;
}

/** Says what the target held before and after. */
export function describeFigures(before: ServiceFigures, after: ServiceFigures): readonly string[] {
  const events = Object.entries(after.events).map(([event, times]) => `${event} ${String(times)}`);
  return [
    `heap ${mebibytes(before.heapBytes)} before, ${mebibytes(after.heapBytes)} after (taken for it ${mebibytes(before.heapTotalBytes)} and ${mebibytes(after.heapTotalBytes)}); buffers ${mebibytes(before.externalBytes)} and ${mebibytes(after.externalBytes)}; resident ${mebibytes(before.residentBytes)} and ${mebibytes(after.residentBytes)}; handles ${handles(before)} and ${handles(after)}; sockets ${String(after.sessions)}, live ${String(after.live)}, parked ${String(after.parked)}; requests handled ${String(after.requests)}`,
    `events: ${events.join(', ')}`,
  ];
}

function handles({ handles: all, handlesOf }: ServiceFigures): string {
  const kinds = Object.entries(handlesOf).map(([kind, count]) => `${kind} ${String(count)}`);
  return `${String(all)} (${kinds.join(', ')})`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

import type { Sample } from './samples.ts';
import { middleOf, thirdsOf, type Verdict } from './verdict.ts';

/** Quiet samples in a third below which nothing can be said. */
const leastSamples = 10;
/**
 * Latency in the last third of the run may be this many times that in the first, or this much above it, in milliseconds. Where the
 * machine itself became slower by what is measured beside, it may be slower by that factor too, up to the last constant.
 */
const latencyGrowth = 2;
const mostMachineGrowth = 3;
const slackMs = { p50: 25, p99: 150 } as const;

/** Judges whether latency stayed flat outside of the disturbances, reader by reader. */
export function latencyVerdicts(samples: readonly Sample[]): readonly Verdict[] {
  const quiet = samples.filter(({ isDisturbed }) => !isDisturbed);
  const names = [...new Set(samples.flatMap(({ readers }) => readers.map(({ name }) => name)))];
  const timed = names.filter((name) =>
    samples.some(({ readers }) => readers.some((each) => each.name === name && each.latency !== null)),
  );
  return timed.flatMap((name) => [judgeReader(name, 'p50', quiet), judgeReader(name, 'p99', quiet)]);
}

function judgeReader(name: string, quantile: 'p50' | 'p99', quiet: readonly Sample[]): Verdict {
  const what = `latency ${quantile}, ${name}`;
  const [first, , last] = thirdsOf(quiet);
  if (first.length < leastSamples) {
    return { what, found: `${first.length} quiet samples in a third are too few to judge it`, isGood: undefined };
  }
  const latencyIn = (third: readonly Sample[]): number | undefined =>
    middleOf(third, ({ readers }) => readers.find((each) => each.name === name)?.latency?.[quantile]);
  const [before, after] = [latencyIn(first), latencyIn(last)];
  if (before === undefined || after === undefined) return { what, found: 'nothing came', isGood: false };
  const machine = machineGrowth(first, last);
  const limit = Math.max(before * latencyGrowth, before + slackMs[quantile]) * machine;
  return {
    what,
    found: `${before.toFixed(1)} ms at first, ${after.toFixed(1)} ms at last; the machine itself ${machine.toFixed(2)} times as slow`,
    isGood: after <= limit,
  };
}

/** How many times as slow timers or synced writes of this machine became, from one to the most that is allowed for. */
function machineGrowth(first: readonly Sample[], last: readonly Sample[]): number {
  const growth = (read: (sample: Sample) => number): number => {
    const [before, after] = [middleOf(first, read), middleOf(last, read)];
    return before === undefined || after === undefined || before === 0 ? 1 : after / before;
  };
  const slower = Math.max(
    growth(({ timerLateMs }) => timerLateMs),
    growth(({ syncMs }) => syncMs),
  );
  return Math.min(mostMachineGrowth, Math.max(1, slower));
}

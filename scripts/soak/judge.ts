import { lifeVerdicts } from './judge-lives.ts';
import { latencyVerdicts } from './judge-latency.ts';
import type { Recording } from './samples.ts';
import { middleOf, thirdsOf, type Verdict } from './verdict.ts';

/** Journals may be this many times as large in the last third of the run as in the one before, and this much. */
const journalGrowth = 1.5;
const journalSlackBytes = 4 * 2 ** 20;
/** Retention looks every minute: a run is judged by it when it lasted this many times the time that is kept, and two minutes more. */
const retentionTimes = 3;
const retentionLooksMs = 120_000;

/** Judges a soak: one verdict for each promise. */
export function judge(recording: Recording): readonly Verdict[] {
  return [
    ...deliveryVerdicts(recording),
    ...lifeVerdicts(recording.samples),
    ...latencyVerdicts(recording.samples),
    ...journalVerdicts(recording),
    ...faultVerdicts(recording),
  ];
}

function deliveryVerdicts({ outcome: { recorded, readers } }: Recording): readonly Verdict[] {
  return readers.map(({ name, received, lost, doubled, misordered }) => ({
    what: `delivery, ${name}`,
    found: `${received} of ${recorded} came, lost ${lost}, doubled ${doubled}, out of order ${misordered}`,
    isGood: recorded > 0 && lost === 0 && doubled === 0 && misordered === 0,
  }));
}

function journalVerdicts({ samples, outcome: { ranMs, retainMs, pruned } }: Recording): readonly Verdict[] {
  const isLong = ranMs > retainMs * retentionTimes + retentionLooksMs;
  return Object.entries(pruned).map(([name, records]) => {
    const what = `journal, ${name}`;
    if (!isLong)
      return { what, found: `${records} records pruned; the run is too short to judge it`, isGood: undefined };
    const [, before, last] = thirdsOf(samples).map((third) => middleOf(third, (each) => each.journalBytes[name]));
    if (before === undefined || last === undefined) return { what, found: 'no samples', isGood: false };
    return {
      what,
      found: `${mebibytes(before)} in the middle third, ${mebibytes(last)} in the last; ${records} records pruned`,
      isGood: records > 0 && last <= Math.max(before * journalGrowth, before + journalSlackBytes),
    };
  });
}

function faultVerdicts({ disturbances, outcome: { faults, certificates } }: Recording): readonly Verdict[] {
  const { renewed, served } = certificates;
  const late = disturbances.filter(({ recoveredMs }) => recoveredMs === null);
  return [
    {
      what: 'recovery',
      found: `${disturbances.length} disturbances, ${late.length} not recovered from in time`,
      isGood: late.length === 0,
    },
    {
      what: 'certificates',
      found: `${renewed} renewed, ${served} of them served without a restart`,
      isGood: renewed === 0 ? undefined : served === renewed,
    },
    { what: 'complaints', found: faults.length === 0 ? 'none' : faults.join('; '), isGood: faults.length === 0 },
  ];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

import type { ProcessSample, Sample } from './samples.ts';
import { leastOf, middleOf, thirdsOf, type Verdict } from './verdict.ts';

/** Caches fill and code is compiled: the first part of a life is not judged, and a life that is shorter than this not at all. */
const warmUpMs = 60_000;
const shortestLifeMs = 120_000;
/**
 * Resident memory in the last third of a life may be this much above that in the middle one, in share or in bytes. The first third
 * does not count: V8 enlarges the space for new objects step by step, up to its limit, while nothing more is in use.
 */
const residentGrowth = 0.1;
const residentSlackBytes = 16 * 2 ** 20;
/** The least heap in use of a third is what a full collection left. From the first third to the last it may grow by this much. */
const heapGrowth = 0.25;
const heapSlackBytes = 8 * 2 ** 20;
/** Buffers outside of the heap: the same. */
const externalSlackBytes = 8 * 2 ** 20;
/** Handles and files that may be open more: connections being made, files of the journal. */
const handleSlack = 8;

interface LivedSample extends ProcessSample {
  readonly atMs: number;
  readonly isDisturbed: boolean;
}

/** Judges the longest life of each process: whether memory, handles and files stayed flat. */
export function lifeVerdicts(samples: readonly Sample[]): readonly Verdict[] {
  const lives = new Map<string, Map<number, LivedSample[]>>();
  for (const { atMs, isDisturbed, processes } of samples) {
    for (const each of processes) {
      const byPid = lives.get(each.name) ?? new Map<number, LivedSample[]>();
      lives.set(each.name, byPid);
      const life = byPid.get(each.pid) ?? [];
      byPid.set(each.pid, life);
      life.push({ ...each, atMs, isDisturbed });
    }
  }
  return [...lives].flatMap(([name, byPid]) => {
    const longest = [...byPid.values()].toSorted((one, other) => other.length - one.length)[0] ?? [];
    return judgeLife(name, longest);
  });
}

function judgeLife(name: string, life: readonly LivedSample[]): readonly Verdict[] {
  const from = life[0]?.atMs ?? 0;
  const livedMs = (life.at(-1)?.atMs ?? 0) - from;
  if (livedMs < shortestLifeMs) {
    const found = `its longest life, ${seconds(livedMs)}, is too short to judge it`;
    return [{ what: `memory and handles, ${name}`, found, isGood: undefined }];
  }
  const warm = life.filter(({ atMs }) => atMs - from >= warmUpMs);
  // A third with nothing but disturbances has no quiet samples: then all count.
  const quiet = warm.filter(({ isDisturbed }) => !isDisturbed);
  const [first, middle, last] = thirdsOf(warm);
  const [quietFirst, , quietLast] = thirdsOf(quiet.length > warm.length / 4 ? quiet : warm);
  const lived = `over ${seconds(livedMs)}`;
  return [
    flat(
      `resident memory, ${name}`,
      `${lived}; ${mebibytes(middleOf(first, ({ rss }) => rss) ?? 0)} in the first third`,
      mebibytes,
      {
        before: middleOf(middle, ({ rss }) => rss),
        after: middleOf(last, ({ rss }) => rss),
        since: 'in the middle',
        growth: residentGrowth,
        slack: residentSlackBytes,
      },
    ),
    flat(`heap, ${name}`, lived, mebibytes, {
      before: leastOf(first, ({ heapUsed }) => heapUsed),
      after: leastOf(last, ({ heapUsed }) => heapUsed),
      growth: heapGrowth,
      slack: heapSlackBytes,
    }),
    flat(`buffers, ${name}`, lived, mebibytes, {
      before: leastOf(first, ({ external }) => external),
      after: leastOf(last, ({ external }) => external),
      growth: 0,
      slack: externalSlackBytes,
    }),
    flat(`handles, ${name}`, lived, String, {
      before: middleOf(quietFirst, ({ handles }) => handles),
      after: middleOf(quietLast, ({ handles }) => handles),
      growth: 0,
      slack: handleSlack,
    }),
    flat(`open files, ${name}`, lived, String, {
      before: middleOf(quietFirst, ({ files }) => files),
      after: middleOf(quietLast, ({ files }) => files),
      growth: 0,
      slack: handleSlack,
    }),
  ];
}

interface Change {
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Share of the first value by which it may grow. */
  readonly growth: number;
  /** Or by this much. */
  readonly slack: number;
  /** When the first value was taken. Default: in the first third. */
  readonly since?: string;
}

function flat(
  what: string,
  lived: string,
  inWords: (value: number) => string,
  { before, after, growth, slack, since = 'at first' }: Change,
): Verdict {
  if (before === undefined || after === undefined) return { what, found: 'no samples', isGood: false };
  return {
    what,
    found: `${inWords(before)} ${since}, ${inWords(after)} at last, ${lived}`,
    isGood: after <= Math.max(before * (1 + growth), before + slack),
  };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

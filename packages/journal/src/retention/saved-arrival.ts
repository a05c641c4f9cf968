import type { ArrivalMark } from './age-bounds.ts';
import type { SavedClock } from './believed-clock.ts';

/** Grows when the form changes; a form that is not known counts as none. */
const formatVersion = 1;

interface SavedArrival {
  readonly clock: SavedClock | undefined;
  readonly marks: readonly ArrivalMark[];
}

const nothingSaved: SavedArrival = { clock: undefined, marks: [] };

export function writeSavedArrival({ time, doubt }: SavedClock, marks: readonly ArrivalMark[]): string {
  return JSON.stringify({
    version: formatVersion,
    time: Math.round(time),
    ...(doubt === undefined ? {} : { doubt: [doubt.aheadMs, doubt.watchedMs, doubt.from].map(Math.round) }),
    marks: marks.map((mark) => [mark.position, Math.round(mark.time)]),
  });
}

/** Reads what was saved; what is damaged counts as nothing: then ages count from now at the latest. */
export function readSavedArrival(text: string | undefined): SavedArrival {
  const saved = text === undefined ? undefined : parsed(text);
  if (saved === undefined || saved['version'] !== formatVersion || typeof saved['time'] !== 'number')
    return nothingSaved;
  const [aheadMs, watchedMs, from = saved['time']] = numbersIn(saved['doubt']);
  const doubt = aheadMs === undefined || watchedMs === undefined ? undefined : { aheadMs, watchedMs, from };
  const pairs: readonly unknown[] = Array.isArray(saved['marks']) ? saved['marks'] : [];
  const marks = pairs.flatMap((pair): ArrivalMark[] => {
    const [position, time] = numbersIn(pair);
    return position === undefined || time === undefined ? [] : [{ position, time }];
  });
  return { clock: { time: saved['time'], doubt }, marks };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}

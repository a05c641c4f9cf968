import type { CampaignDay } from '../api/types.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What is counted of some time of a campaign. */
export interface DayFigures {
  /** Start, Unix milliseconds. */
  readonly from: number;
  readonly calls: number;
  readonly connects: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Share of 1; null while nobody answered. */
  readonly abandonRate: number | null;
}

/** Minutes by which the viewer's clock is ahead of UTC at a time. */
export type Offset = (time: number) => number;

const viewersOffset: Offset = (time) => -new Date(time).getTimezoneOffset();

type Step = Omit<DayFigures, 'abandonRate'>;

function stepsOf({ from, stepMs, steps }: CampaignDay): Step[] {
  const start = Date.parse(from);
  return steps.map((step, index) => ({ from: start + index * stepMs, ...step }));
}

function sumOf(from: number, steps: readonly Step[]): DayFigures {
  const sum = (read: (step: Step) => number): number => steps.reduce((total, step) => total + read(step), 0);
  const answered = sum((step) => step.answered);
  const abandoned = sum((step) => step.abandoned);
  return {
    from,
    calls: sum((step) => step.calls),
    connects: sum((step) => step.connects),
    answered,
    abandoned,
    abandonRate: answered + abandoned === 0 ? null : abandoned / (answered + abandoned),
  };
}

/** Returns the figures of each hour of the viewer's clock, the oldest first. Its first hour may be partly before the day. */
export function hoursOf(day: CampaignDay, offset: Offset = viewersOffset): readonly DayFigures[] {
  const local = (time: number): number => time + offset(time) * minuteMs;
  const hours = Map.groupBy(stepsOf(day), ({ from }) => from - (local(from) % hourMs));
  return Array.from(hours, ([from, steps]) => sumOf(from, steps));
}

/** Returns the figures since midnight of the viewer's clock. */
export function sinceMidnight(day: CampaignDay, offset: Offset = viewersOffset): DayFigures {
  const dateOf = (time: number): number => Math.floor((time + offset(time) * minuteMs) / (24 * hourMs));
  const today = dateOf(Date.parse(day.asOf));
  const steps = stepsOf(day).filter(({ from }) => dateOf(from) === today);
  return sumOf(steps[0]?.from ?? Date.parse(day.asOf), steps);
}

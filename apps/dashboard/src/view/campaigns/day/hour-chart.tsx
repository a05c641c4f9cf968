import type { JSX } from 'preact';
import { count, share } from '../../../format/numbers.ts';
import type { DayFigures } from '../../../store/campaign-hours.ts';
import { Bars } from '../../chart/bars.tsx';

/** The scale ends at this multiple of the limit, or at the highest hour. */
const scaleEnds = 2;

export interface HourChartProps {
  readonly hours: readonly DayFigures[];
  /** Share of 1. */
  readonly limit: number;
}

/** Draws the abandon rate of each hour against the limit. */
export function HourChart({ hours, limit }: HourChartProps): JSX.Element {
  const rates = hours.map(({ abandonRate }) => abandonRate).filter((rate) => rate !== null);
  const highest = Math.max(0, ...rates);
  const over = rates.filter((rate) => rate > limit).length;
  const top = Math.max(limit * scaleEnds, highest);
  return (
    <Bars
      bars={hours.map(({ from, abandonRate }) => ({
        from,
        value: abandonRate,
        isOver: abandonRate !== null && abandonRate > limit,
      }))}
      top={top}
      limit={limit}
      label={`Abandon rate by hour over the last 24 hours: highest ${share(highest)}, ${count(over)} of ${count(rates.length)} hours above the limit of ${share(limit)}.`}
      caption={`Abandon rate by hour. The line is the limit of ${share(limit)}; the scale ends at ${share(top)}.`}
    />
  );
}

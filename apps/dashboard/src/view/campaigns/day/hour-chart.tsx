import type { JSX } from 'preact';
import { count, share } from '../../../format/numbers.ts';
import { timeOfDay, zone } from '../../../format/times.ts';
import type { DayFigures } from '../../../store/campaign-hours.ts';

/** The scale ends at this multiple of the limit, or above the highest hour. */
const scaleEnds = 2;
const width = 240;
const height = 60;
/** Hours from one label to the next. */
const labelEvery = 4;

export interface HourChartProps {
  readonly hours: readonly DayFigures[];
  /** Share of 1. */
  readonly limit: number;
}

function words(hours: readonly DayFigures[], limit: number): string {
  const known = hours.filter(({ abandonRate }) => abandonRate !== null);
  const over = known.filter(({ abandonRate }) => (abandonRate ?? 0) > limit).length;
  const highest = Math.max(0, ...known.map(({ abandonRate }) => abandonRate ?? 0));
  return `Abandon rate by hour over the last 24 hours: highest ${share(highest)}, ${count(over)} of ${count(known.length)} hours above the limit of ${share(limit)}.`;
}

/** Draws the abandon rate of each hour against the limit. */
export function HourChart({ hours, limit }: HourChartProps): JSX.Element {
  const highest = Math.max(limit * scaleEnds, ...hours.map(({ abandonRate }) => abandonRate ?? 0), Number.MIN_VALUE);
  const step = width / hours.length;
  const heightOf = (rate: number): number => (rate / highest) * height;
  return (
    <figure class="hours">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={words(hours, limit)}>
        {hours.map(({ from, abandonRate }, index) => {
          if (abandonRate === null) return null;
          const tall = Math.max(0.5, heightOf(abandonRate));
          return (
            <rect
              key={from}
              class={abandonRate > limit ? 'fill over' : 'fill'}
              x={index * step + step * 0.1}
              y={height - tall}
              width={step * 0.8}
              height={tall}
            />
          );
        })}
        <path class="limit" d={`M0 ${height - heightOf(limit)}h${width}`} />
      </svg>
      <figcaption aria-hidden="true">
        {hours.map(({ from }, index) => (
          <span key={from}>
            {index % labelEvery === 0 ? `${timeOfDay(from)}${index === 0 ? ` ${zone(from)}` : ''}` : ''}
          </span>
        ))}
      </figcaption>
      <p class="faint" aria-hidden="true">
        Abandon rate by hour. The line is the limit of {share(limit)}; the scale ends at {share(highest)}.
      </p>
    </figure>
  );
}

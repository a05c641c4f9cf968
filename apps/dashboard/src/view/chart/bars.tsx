import type { JSX } from 'preact';
import { timeOfDay, zone } from '../../format/times.ts';

const width = 240;
const height = 60;
/** Labels below a chart, about. */
const labels = 6;

/** A value with the time at which its step begins; null where nothing is known. */
export interface Bar {
  readonly from: number;
  readonly value: number | null;
  readonly isOver?: boolean;
}

export interface BarsProps {
  readonly bars: readonly Bar[];
  /** Highest value of the scale. */
  readonly top: number;
  /** Value at which a line is drawn. */
  readonly limit?: number;
  /** Description of the chart for screen readers. */
  readonly label: string;
  /** What is seen, below the chart. */
  readonly caption: string;
}

/** Draws values over time as bars. */
export function Bars({ bars, top, limit, label, caption }: BarsProps): JSX.Element {
  const step = width / Math.max(1, bars.length);
  const heightOf = (value: number): number => (top <= 0 ? 0 : Math.min(1, value / top) * height);
  const labelEvery = Math.max(1, Math.ceil(bars.length / labels));
  return (
    <figure class="hours">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map(({ from, value, isOver }, index) => {
          if (value === null) return null;
          const tall = Math.max(0.5, heightOf(value));
          return (
            <rect
              key={from}
              class={isOver === true ? 'fill over' : 'fill'}
              x={index * step + step * 0.1}
              y={height - tall}
              width={step * 0.8}
              height={tall}
            />
          );
        })}
        {limit === undefined ? null : <path class="limit" d={`M0 ${height - heightOf(limit)}h${width}`} />}
      </svg>
      <figcaption aria-hidden="true">
        {bars.map(({ from }, index) =>
          index % labelEvery === 0 ? (
            <span key={from}>{`${timeOfDay(from)}${index === 0 ? ` ${zone(from)}` : ''}`}</span>
          ) : null,
        )}
      </figcaption>
      <p class="faint" aria-hidden="true">
        {caption}
      </p>
    </figure>
  );
}

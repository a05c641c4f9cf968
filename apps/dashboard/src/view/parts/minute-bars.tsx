import type { JSX } from 'preact';
import { Bars } from '../chart/bars.tsx';

export interface MinuteBarsProps {
  /** Start of the first step: ISO 8601. */
  readonly from: string;
  readonly stepMs: number;
  readonly values: readonly number[];
  /** What the values are: `Outcomes delivered in each minute`. */
  readonly title: string;
  readonly say: (value: number) => string;
}

/** Draws one value of each minute. */
export function MinuteBars({ from, stepMs, values, title, say }: MinuteBarsProps): JSX.Element {
  const start = Date.parse(from);
  const highest = Math.max(0, ...values);
  return (
    <Bars
      bars={values.map((value, index) => ({ from: start + index * stepMs, value }))}
      top={highest}
      label={`${title}: highest ${say(highest)}, latest ${say(values.at(-1) ?? 0)}.`}
      caption={`${title}, highest ${say(highest)}`}
    />
  );
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartColumns } from '../../store/rate-series.ts';
import type { LivePlot } from './live-plot.ts';

export interface ChartProps {
  readonly columns: ChartColumns;
  /** Description of the chart for screen readers. */
  readonly label: string;
  readonly onPoint: (index: number | null) => void;
}

/** Draws successes and failures per second over time. What draws is loaded after the page, of which it is the largest part. */
export function Chart({ columns, label, onPoint }: ChartProps): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<LivePlot | undefined>(undefined);
  const newest = useRef(columns);
  newest.current = columns;
  const isMissing = useSignal(false);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let isGone = false;
    import('./live-plot.ts').then(
      ({ livePlot }) => {
        if (!isGone) plot.current = livePlot({ element, onPoint }, newest.current);
      },
      () => {
        isMissing.value = true;
      },
    );
    return () => {
      isGone = true;
      plot.current?.stop();
    };
  }, []);
  useEffect(() => plot.current?.draw(columns), [columns]);
  return (
    <>
      {isMissing.value ? <p class="error">The chart cannot be loaded: reload the page.</p> : null}
      <div class="chart" ref={holder} role="img" aria-label={label} />
    </>
  );
}

import { effect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartColumns } from '../../store/rate-series.ts';
import { isDark } from '../../store/theme.ts';
import { ratePlot, rootFontPx } from './plot.ts';

export interface ChartProps {
  readonly columns: ChartColumns;
  /** Description of the chart for screen readers. */
  readonly label: string;
  readonly onPoint: (index: number | null) => void;
}

/** Draws successes and failures per second over time. */
export function Chart({ columns, label, onPoint }: ChartProps): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  const draw = useRef<((columns: ChartColumns) => void) | undefined>(undefined);
  const newest = useRef(columns);
  newest.current = columns;
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let plot = ratePlot({ element, onPoint });
    let fontPx = rootFontPx();
    draw.current = ({ times, success, failure }) => plot.setData([times, success, failure]);
    draw.current(newest.current);
    const resize = (): void => {
      if (rootFontPx() === fontPx) {
        plot.setSize({ width: element.clientWidth, height: element.clientHeight });
        return;
      }
      // The chart's text follows the text size of the page.
      plot.destroy();
      plot = ratePlot({ element, onPoint });
      fontPx = rootFontPx();
      draw.current?.(newest.current);
    };
    const sizes = new ResizeObserver(resize);
    sizes.observe(element);
    const stopColours = effect(() => {
      isDark();
      plot.redraw(false);
    });
    return () => {
      stopColours();
      sizes.disconnect();
      plot.destroy();
    };
  }, []);
  useEffect(() => draw.current?.(columns), [columns]);
  return <div class="chart" ref={holder} role="img" aria-label={label} />;
}

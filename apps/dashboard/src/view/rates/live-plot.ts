import { effect } from '@preact/signals';
import type { ChartColumns } from '../../store/rate-series.ts';
import { isDark } from '../../store/theme.ts';
import { type PlotPlace, ratePlot, rootFontPx } from './plot.ts';

/** A chart that follows the size of its element and the colours of the page. */
export interface LivePlot {
  readonly draw: (columns: ChartColumns) => void;
  readonly stop: () => void;
}

/** Draws columns into an element until stopped. */
export function livePlot(place: PlotPlace, columns: ChartColumns): LivePlot {
  const { element } = place;
  let shown = columns;
  let plot = ratePlot(place);
  let fontPx = rootFontPx();
  const draw = (next: ChartColumns): void => {
    shown = next;
    plot.setData([next.times, next.success, next.failure]);
  };
  draw(columns);
  const sizes = new ResizeObserver(() => {
    if (rootFontPx() === fontPx) {
      plot.setSize({ width: element.clientWidth, height: element.clientHeight });
      return;
    }
    // The chart's text follows the text size of the page.
    plot.destroy();
    plot = ratePlot(place);
    fontPx = rootFontPx();
    draw(shown);
  });
  sizes.observe(element);
  const stopColours = effect(() => {
    isDark();
    plot.redraw(false);
  });
  return {
    draw,
    stop: () => {
      stopColours();
      sizes.disconnect();
      plot.destroy();
    },
  };
}

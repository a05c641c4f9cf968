import UPlot, { type AlignedData, type Axis, type Options, type Series } from 'uplot';
import { timeOfDay, zone } from '../../format/times.ts';

export interface PlotPlace {
  readonly element: HTMLElement;
  /** Called with the index of the point under the pointer, or null. */
  readonly onPoint: (index: number | null) => void;
}

function variable(element: HTMLElement, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/** Returns the text size of the page, px, from which the chart's text size is derived. */
export function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Labels times of an axis, Unix seconds; the first one names the zone. */
function clockLabels(times: readonly number[]): string[] {
  return times.map((time, index) => `${timeOfDay(time * 1000)}${index === 0 ? ` ${zone(time * 1000)}` : ''}`);
}

/** Creates a chart of outcomes per second that fills its element and uses the element's colours. */
export function ratePlot({ element, onPoint }: PlotPlace): UPlot {
  const rem = rootFontPx();
  const colour = (name: string) => (): string => variable(element, name);
  const axis: Axis = {
    stroke: colour('--faint'),
    font: `${Math.round(0.75 * rem)}px ${variable(document.body, 'font-family')}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    gap: rem * 0.4,
  };
  const line = (name: string, more: Partial<Series>): Series => ({
    stroke: colour(`--${name}`),
    fill: colour(`--${name}-fill`),
    width: rem / 8,
    points: { show: false },
    ...more,
  });
  const options: Options = {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: [rem * 0.5, rem * 0.5, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false } },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.12)] } },
    axes: [
      {
        ...axis,
        space: rem * 5,
        size: rem * 1.8,
        values: (_, splits) => clockLabels(splits),
        incrs: [60, 120, 300, 600, 900],
      },
      { ...axis, size: rem * 3, space: rem * 2.2 },
    ],
    series: [{}, line('success', {}), line('failure', { dash: [rem * 0.4, rem * 0.25] })],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
  };
  const empty: AlignedData = [[], [], []];
  return new UPlot(options, empty, element);
}

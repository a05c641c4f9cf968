import { countOf } from '@sdmp/events';
import { styleText } from 'node:util';
import { csvLineEnd } from '@sdmp/outcomes/columns';
import { fitText } from '../../screen/fit-text.ts';
import { hourName, weekdayNames } from '../dimension-names.ts';
import { percent } from '../table/cell-text.ts';
import { page } from '../table/page.ts';
import { type ReportSymbols, reportSymbols } from '../table/report-symbols.ts';
import { levelOf } from '../table/sparkline.ts';
import { headLines, noteLines, type ReportTerminal } from '../table/table-text.ts';
import type { HeatMap } from './heatmap.ts';

const nameCells = 4;

function valueText({ of }: HeatMap, value: number): string {
  return of === 'calls' ? Math.round(value).toLocaleString('en') : percent(value);
}

/** Returns the shade of a value: 0 for none at all, then 1 to the darkest. */
function shadeOf({ most }: HeatMap, value: number | undefined, shades: number): number {
  if (value === undefined) return 0;
  return value <= 0 || most <= 0 ? 1 : 1 + levelOf(value, most, shades - 1);
}

type Style = 'blue' | 'cyan' | 'green' | 'yellow' | 'red';
const styles: readonly Style[] = ['blue', 'cyan', 'green', 'yellow', 'red'];

/** Returns the map as text: a shade for each hour, the darker the more, and what each shade stands for. */
export function heatMapText(map: HeatMap, terminal: ReportTerminal): string {
  const symbols = reportSymbols(terminal);
  // Three cells for an hour where there is room, otherwise two or one.
  const wide = Math.min(3, Math.max(1, Math.floor((terminal.columns - nameCells) / 24)));
  const line = (name: string, cells: readonly string[]): string =>
    (fitText(name, nameCells, symbols.ellipsis) + cells.join('')).trimEnd();
  const shade = (value: number | undefined): string => {
    const level = shadeOf(map, value, symbols.shades.length);
    const text = (symbols.shades[level] ?? ' ').repeat(Math.max(1, wide - 1));
    const style = styles[level - 1];
    const isStyled = terminal.hasColours && style !== undefined;
    return (isStyled ? styleText(style, text, { validateStream: false }) : text) + (wide > 1 ? ' ' : '');
  };
  const every = wide === 3 ? 1 : wide === 2 ? 2 : 6;
  const hours = Array.from({ length: 24 }, (_, hour) =>
    hour % every === 0
      ? String(hour)
          .padEnd(wide * every)
          .slice(0, wide * every)
      : '',
  );
  const lines = [
    ...headLines(map, terminal),
    '',
    line('', hours),
    ...map.days.map((day, at) =>
      line(
        weekdayNames[at] ?? '',
        day.map(({ value }) => shade(value)),
      ),
    ),
    '',
    ...legend(map, symbols),
    ...noteLines(map.notes, terminal.columns),
  ];
  return `${lines.join('\n')}\n`;
}

function legend(map: HeatMap, { shades }: ReportSymbols): readonly string[] {
  const levels = shades.length - 1;
  if (map.most === 0) return ['Nothing was recorded that belongs here.'];
  return shades
    .slice(1)
    .map((symbol, at) => `${symbol} up to ${valueText(map, (map.most * (at + 1)) / levels)}`)
    .concat('blank: no call');
}

/** Returns a line for each hour of the week, also for those without calls. */
export function heatMapCsv(map: HeatMap): string {
  const lines = map.days.flatMap((day, at) =>
    day.map(({ calls, value }, hour) => [weekdayNames[at], hour, calls, value ?? ''].join(',')),
  );
  return [`weekday,hour,calls,${map.of === 'calls' ? 'value' : map.of}`, ...lines]
    .map((line) => line + csvLineEnd)
    .join('');
}

export function heatMapJson({ of, title, facts, days, notes }: HeatMap): string {
  const cells = days.flatMap((day, at) =>
    day.map(({ calls, value }, hour) => ({ weekday: at + 1, hour, calls, value: value ?? null })),
  );
  const report = {
    report: 'heatmap',
    title,
    of,
    ...Object.fromEntries(facts),
    cells,
    notes: Object.fromEntries(notes),
  };
  return `${JSON.stringify(report)}\n`;
}

/** Lightness of the palest and of the darkest cell, percent. */
const pale = 95;
const dark = 30;

/** Returns the map as a page: a cell for each hour, the darker the more, with its value in it. */
export function heatMapHtml(map: HeatMap): string {
  const head = Array.from({ length: 24 }, (_, hour) => `<th>${hour}</th>`).join('');
  const rows = map.days.map((day, at) => {
    const cells = day.map(({ calls, value }, hour) => {
      const name = `${weekdayNames[at] ?? ''} ${hourName(hour)}`;
      if (value === undefined) return `<td title="${name}: no call"></td>`;
      const share = map.most === 0 ? 0 : value / map.most;
      const lightness = Math.round(pale - (pale - dark) * share);
      const text = map.of === 'calls' ? Math.round(value) : Math.round(value * 100);
      const tone = lightness < 60 ? ' class="dark"' : '';
      return `<td${tone} style="background:hsl(212 52% ${lightness}%)" title="${name}: ${valueText(map, value)} (${countOf(calls, 'call')})">${text}</td>`;
    });
    return `<tr><th>${weekdayNames[at] ?? ''}</th>${cells.join('')}</tr>`;
  });
  const unit = map.of === 'calls' ? 'calls' : 'percent';
  const most = valueText(map, map.most);
  const shades = `linear-gradient(90deg, hsl(212 52% ${pale}%), hsl(212 52% ${dark}%))`;
  const legendLine = `<p class="legend">0 <i style="background:${shades}"></i> ${most}; without a number: no call</p>`;
  const body = `<table class="heat"><thead><tr><th>${unit}</th>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>${legendLine}`;
  return page({ title: map.title, heading: map.title, facts: map.facts, body, notes: map.notes });
}

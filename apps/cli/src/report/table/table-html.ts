import { cellText } from './cell-text.ts';
import { escaped, page } from './page.ts';
import { reportSymbols } from './report-symbols.ts';
import type { ReportCell, ReportColumn, ReportTable } from './report-table.ts';

const symbols = reportSymbols({ environment: {} });

/** Width and height of a chart in a cell, pixels. */
const chart = { width: 72, height: 18 } as const;

/** Figures that stand side by side, so that a sheet of A4 in landscape has room for them; further ones stand below, names repeated. */
const figuresInRow = 10;

/** Returns a report as a page with charts in its rows. */
export function tableHtml(table: ReportTable): string {
  const { title, facts, notes } = table;
  const tables = placesOf(table.columns).map((places) => partHtml(table, places));
  return page({ title, heading: title, facts, body: tables.join('\n'), notes });
}

/** Returns the columns of each table: what rows are told apart by, and its share of the figures. */
function placesOf(columns: readonly ReportColumn[]): readonly (readonly number[])[] {
  const all = columns.map((_, at) => at);
  const names = columns.findIndex(({ kind }) => kind !== 'text');
  const figures = all.length - names;
  if (names < 1 || figures <= figuresInRow) return [all];
  const tables = Math.ceil(figures / figuresInRow);
  const each = Math.ceil(figures / tables);
  return Array.from({ length: tables }, (_, part) => [
    ...all.slice(0, names),
    ...all.slice(names + part * each, names + (part + 1) * each),
  ]);
}

function partHtml({ columns, rows, total }: ReportTable, places: readonly number[]): string {
  const shown = places.flatMap((place) => {
    const column = columns[place];
    const values = rows.map((row) => row[place]);
    const most = Math.max(0, ...values.map((value) => (typeof value === 'number' ? value : 0)));
    return column === undefined ? [] : [{ place, column, most }];
  });
  const cells = (row: readonly ReportCell[], isTotal = false): string =>
    shown.map(({ place, column, most }) => cell(column, row[place], isTotal ? 0 : most)).join('');
  const head = shown.map(({ column: { heading, kind } }) => `<th${classOf(kind)}>${escaped(heading)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${cells(row)}</tr>`);
  const foot = total === undefined ? '' : `<tfoot><tr class="total">${cells(total, true)}</tr></tfoot>`;
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${lines.join('\n')}</tbody>${foot}</table>`;
}

function classOf(kind: ReportColumn['kind']): string {
  return kind === 'text' || kind === 'trend' ? '' : ' class="figure"';
}

function cell({ kind, isCharted }: ReportColumn, value: ReportCell, most: number): string {
  if (Array.isArray(value)) return `<td>${trend(value)}</td>`;
  const text = escaped(cellText(kind, value, symbols));
  const hasBar = isCharted === true && typeof value === 'number' && most > 0;
  return `<td${classOf(kind)}>${text}${hasBar ? ` ${bar(value / most)}` : ''}</td>`;
}

/** A bar whose length is a share of the longest. */
function bar(share: number): string {
  const length = Math.round(chart.width * share);
  return `<svg width="${chart.width}" height="${chart.height / 2}" aria-hidden="true"><rect width="${length}" height="${chart.height / 2}"/></svg>`;
}

/** A column for each number. */
function trend(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  const step = chart.width / Math.max(1, values.length);
  const bars = values.map((value, at) => {
    const height = Math.round((value / most) * chart.height);
    return `<rect x="${round(at * step)}" y="${chart.height - height}" width="${round(step - 1)}" height="${height}"/>`;
  });
  return `<svg width="${chart.width}" height="${chart.height}" role="img"><title>${values.join(' ')}</title>${bars.join('')}</svg>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

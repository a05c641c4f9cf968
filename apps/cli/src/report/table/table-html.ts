import { cellText } from './cell-text.ts';
import { escaped, page } from './page.ts';
import { reportSymbols } from './report-symbols.ts';
import type { ReportCell, ReportColumn, ReportTable } from './report-table.ts';

const symbols = reportSymbols({ environment: {} });

/** Width and height of a chart in a cell, pixels. */
const chart = { width: 120, height: 18 } as const;

/** Returns a report as a page with charts in its rows. */
export function tableHtml(table: ReportTable): string {
  const { title, facts, columns, rows, total, notes } = table;
  const most = columns.map((_, at) => Math.max(0, ...rows.map((row) => (typeof row[at] === 'number' ? row[at] : 0))));
  const cells = (row: readonly ReportCell[], isTotal = false): string =>
    columns.map((column, at) => cell(column, row[at], isTotal ? 0 : (most[at] ?? 0))).join('');
  const head = columns.map(({ heading, kind }) => `<th${classOf(kind)}>${escaped(heading)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${cells(row)}</tr>`);
  const foot = total === undefined ? '' : `<tfoot><tr class="total">${cells(total, true)}</tr></tfoot>`;
  const body = `<table><thead><tr>${head}</tr></thead>\n<tbody>${lines.join('\n')}</tbody>${foot}</table>`;
  return page({ title, heading: title, facts, body, notes });
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
  return `<svg width="${chart.width}" height="${chart.height / 2}" aria-hidden="true"><rect width="${length}" height="${chart.height / 2}" fill="#3567a8"/></svg>`;
}

/** A column for each number. */
function trend(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  const step = chart.width / Math.max(1, values.length);
  const bars = values.map((value, at) => {
    const height = Math.round((value / most) * chart.height);
    return `<rect x="${round(at * step)}" y="${chart.height - height}" width="${round(step - 1)}" height="${height}"/>`;
  });
  return `<svg width="${chart.width}" height="${chart.height}" fill="#3567a8" role="img"><title>${values.join(' ')}</title>${bars.join('')}</svg>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

import { styleText } from 'node:util';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { chooseWidths, columnGap } from '../../screen/choose-widths.ts';
import { cutText, fitText, textWidth } from '../../screen/fit-text.ts';
import { cellText } from './cell-text.ts';
import { reportSymbols } from './report-symbols.ts';
import type { Fact, Note, ReportTable } from './report-table.ts';
import { fill } from '../../explain/text.ts';

export type ReportTerminal = Pick<Terminal, 'columns' | 'hasColours' | 'environment'>;

/** Cells below which a name is not cut. */
const leastName = 14;

/** Returns a report as text of the terminal's width. */
export function tableText(table: ReportTable, terminal: ReportTerminal): string {
  const { columns, rows, total, notes } = table;
  const all = total === undefined ? rows : [...rows, total];
  const symbols = reportSymbols(terminal);
  const texts = all.map((row) => columns.map(({ kind }, at) => cellText(kind, row[at], symbols)));
  const sizes = columns.map(({ heading, kind, isWhole }, at) => {
    const usual = Math.max(heading.length, ...texts.map((row) => textWidth(row[at] ?? '')));
    return { at, usual, least: kind === 'text' && isWhole !== true ? Math.min(leastName, usual) : usual };
  });
  const placed = chooseWidths(sizes, terminal.columns, 2);
  const line = (cells: readonly string[]): string =>
    placed
      .map(({ column: { at }, cells: width }) => {
        const text = cutText(cells[at] ?? '', width, symbols.ellipsis);
        const isLeft = columns[at]?.kind === 'text' || columns[at]?.kind === 'trend';
        return isLeft ? fitText(text, width, symbols.ellipsis) : ' '.repeat(width - textWidth(text)) + text;
      })
      .join(' '.repeat(columnGap))
      .trimEnd();
  const styled = (style: 'bold' | 'dim', text: string): string =>
    terminal.hasColours ? styleText(style, text, { validateStream: false }) : text;
  const lines = [
    ...headLines(table, terminal),
    '',
    styled('dim', line(columns.map((each) => each.heading.toUpperCase()))),
  ];
  for (const [at, row] of texts.entries()) lines.push(at === rows.length ? styled('bold', line(row)) : line(row));
  if (rows.length === 0) lines.push('Nothing was recorded that belongs here.');
  const leftOut = columns.length - placed.length;
  if (leftOut > 0) {
    const text = `Too narrow for ${leftOut} further ${leftOut === 1 ? 'column' : 'columns'}: --format csv has all.`;
    lines.push('', ...fill(text, terminal.columns, ''));
  }
  lines.push(...noteLines(notes, terminal.columns));
  return `${lines.join('\n')}\n`;
}

/** Title and facts of a report, a line each. */
export function headLines(
  { title, facts }: { readonly title: string; readonly facts: readonly Fact[] },
  { columns, hasColours }: ReportTerminal,
): readonly string[] {
  const [first = ''] = fill(visibleLine(title), columns, '');
  const rest = fill(visibleLine(title), columns, '').slice(1);
  const bold = hasColours ? styleText('bold', first, { validateStream: false }) : first;
  return [bold, ...rest, ...facts.flatMap(([name, value]) => fill(`${name}: ${visibleLine(value)}`, columns, ''))];
}

/** Sections below a report. */
export function noteLines(notes: readonly Note[], columns: number): readonly string[] {
  return notes.flatMap(([title, lines]) => [
    '',
    `${title}:`,
    ...lines.flatMap((text) => fill(visibleLine(text), columns, '  ')),
  ]);
}

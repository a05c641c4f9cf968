import { visibleLine } from '@sdmp/terminal';
import type { ColumnKind, ReportCell } from './report-table.ts';
import type { ReportSymbols } from './report-symbols.ts';
import { sparkline } from './sparkline.ts';

/** `31.2 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Returns a cell as people read it. */
export function cellText(kind: ColumnKind, cell: ReportCell, symbols: ReportSymbols): string {
  if (cell === undefined) return symbols.none;
  if (typeof cell === 'string') return visibleLine(cell);
  if (typeof cell === 'number') return numberText(kind, cell);
  if (!('difference' in cell)) return sparkline(cell, symbols);
  const { difference, isClear } = cell;
  const mark = isClear ? (difference < 0 ? symbols.down : symbols.up) : ' ';
  const points = (Math.abs(difference) * 100).toFixed(1);
  // What rounds to nothing has no sign.
  const sign = Number(points) === 0 ? '' : difference < 0 ? symbols.minus : '+';
  return `${mark} ${sign}${points}`;
}

function numberText(kind: ColumnKind, value: number): string {
  if (kind === 'plain') return String(value);
  if (kind === 'share') return percent(value);
  return kind === 'number' ? value.toFixed(2) : value.toLocaleString('en');
}

/** Returns a cell as a program reads it: a share as a number from 0 to 1. */
export function plainCell(cell: ReportCell): string | number | undefined {
  if (cell === undefined || typeof cell === 'string' || typeof cell === 'number') return cell;
  return 'difference' in cell ? cell.difference : cell.join(' ');
}

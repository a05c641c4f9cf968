import { longNames } from './case-fields.ts';
import type { DoorEncoding } from './hostile-text.ts';
import { csvRows } from './csv-rows.ts';
import type { Verdict } from './verdict.ts';

export const printedFormats = ['json', 'csv', 'frames'] as const;
export type PrintedFormat = (typeof printedFormats)[number];

/** Judges what a command printed in one of its formats; `encoding` is that of the socket which the outcomes came over. */
export function judgePrinted(
  verdict: Verdict,
  way: string,
  format: PrintedFormat,
  text: string,
  encoding: DoorEncoding = 'utf-8',
): void {
  if (format === 'json') for (const line of linesOf(text)) verdict.json(way, line);
  else if (format === 'csv') for (const row of csvRows(text)) textRow(verdict, way, row);
  else for (const frame of framesOf(text)) verdict.frame(way, Buffer.from(frame), encoding);
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** A value of a dialer can hold a line end, so that only the next head ends a frame. */
function framesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split(/\n(?=OZ\\)/);
}

export function typedRow(verdict: Verdict, way: string, row: Readonly<Record<string, unknown>>): void {
  const found = verdict.arrived(way, String(row['sessionIdentifier']));
  if (found !== undefined) verdict.row(way, found, row);
}

/** Cells are text: numbers, flags and others are read from it. */
export function textRow(verdict: Verdict, way: string, row: Readonly<Record<string, string | undefined>>): void {
  const typed: Record<string, unknown> = { ...row, dontDial: row['dontDial'] === 'true' };
  for (const name of [longNames['RE'], longNames['AO'], longNames['IR']]) {
    const cell = name === undefined ? undefined : row[name];
    if (name !== undefined && cell !== undefined) typed[name] = Number(cell);
  }
  if (row['other'] !== undefined) typed['other'] = JSON.parse(row['other']);
  typedRow(verdict, way, typed);
}

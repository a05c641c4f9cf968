import { fromOleDate } from '@sdmp/codec/data';
import type { DataCell, DataColumn, DataColumnType } from './data-types.ts';
import { isoTimeReader, wallTimeReader } from './date-format.ts';
import { zoneClockReader } from './zone-clock-reader.ts';

/** Reads the text of a field; undefined where it is none of the type. */
type CellReader = (text: string) => DataCell;

/** The name of the format of OLE Automation dates, as Softdial writes dates in other places. */
export const oleFormat = 'ole';

/** More digits than these may come out of a number changed. */
const mostDigits = 15;
const dayLength = 'YYYY-MM-DD'.length;

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['1', true],
  ['0', false],
]);

function numberOf(text: string): number | undefined {
  const [, digits = '', decimals = ''] = /^[+-]?0*(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return digits === '' || digits.length + decimals.length > mostDigits ? undefined : Number(text);
}

function iso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function dateReader({ format = 'YYYY-MM-DD' }: DataColumn): CellReader {
  const read = format === oleFormat ? fromOleDate : wallTimeReader(format);
  return (text) => iso(read(text))?.slice(0, dayLength);
}

function timeReader({ format, zone = 'UTC' }: DataColumn): CellReader {
  if (format === undefined) {
    const read = isoTimeReader(zone);
    return (text) => iso(read(text));
  }
  const read = format === oleFormat ? fromOleDate : wallTimeReader(format);
  const toUnix = zoneClockReader(zone);
  return (text) => {
    const wall = read(text);
    return wall === undefined ? undefined : iso(toUnix(wall));
  };
}

const readers: Readonly<Record<DataColumnType, (column: DataColumn) => CellReader>> = {
  text: () => (text) => text,
  integer: () => (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined),
  number: () => numberOf,
  boolean: () => (text) => booleans.get(text.toLowerCase()),
  date: dateReader,
  dateTime: timeReader,
};

/** Returns what reads the values of a column. Throws `INVALID_ARGUMENT` for a zone that is not known. */
export function cellReader(column: DataColumn): CellReader {
  return readers[column.type](column);
}

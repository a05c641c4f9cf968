import type { Outcome } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';

/** A value of a column; undefined is absent. */
export type CellValue = string | number | boolean | undefined;

function field(name: keyof Outcome): readonly [string, (each: SinkOutcome) => CellValue] {
  return [
    name,
    ({ outcome }) => {
      const value = outcome[name];
      return typeof value === 'object' || typeof value === 'function' ? undefined : value;
    },
  ];
}

/** Columns in order; the names are those of a JSON outcome. */
export const csvColumns: readonly (readonly [string, (each: SinkOutcome) => CellValue])[] = [
  ['position', ({ position }) => position],
  ['id', ({ id }) => id],
  ['source', ({ source }) => source],
  ['time', ({ outcome }) => new Date(outcome.time).toISOString()],
  field('tenantDescriptor'),
  field('campaignName'),
  field('sessionIdentifier'),
  field('telephoneNumber'),
  field('agentIdentifier'),
  field('agentAlternativeIdentifier'),
  field('reason'),
  field('reasonName'),
  field('agentOutcome'),
  field('rawCause'),
  field('dontDial'),
  field('success'),
  field('data'),
  ['other', ({ outcome: { other } }) => (other.length === 0 ? undefined : JSON.stringify(other))],
];

const needsQuotes = /[",\r\n]/;

export function csvCell(value: CellValue): string {
  if (value === undefined) return '';
  const text = String(value);
  // Empty text is quoted, so that it differs from what is absent.
  return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The line above all others (RFC 4180). */
export const csvHeader = `${csvColumns.map(([name]) => name).join(',')}\r\n`;

/** An outcome as a line of CSV after RFC 4180: absent is empty, empty text is `""`. */
export function csvLine(each: SinkOutcome): string {
  return `${csvColumns.map(([, value]) => csvCell(value(each))).join(',')}\r\n`;
}

import type { Outcome, OutcomeJson } from '@sdmp/outcomes';

const columns = [
  'id',
  'time',
  'tenantDescriptor',
  'campaignName',
  'sessionIdentifier',
  'telephoneNumber',
  'agentIdentifier',
  'agentAlternativeIdentifier',
  'reason',
  'reasonName',
  'rawCause',
  'agentOutcome',
  'dontDial',
  'success',
  'data',
  'other',
] as const satisfies readonly (keyof OutcomeJson)[];

export const csvHeader = columns.join(',');

/** Returns an outcome as a line of CSV (RFC 4180), data as they were recorded. Absent is empty, empty text is `""`. */
export function csvLine(outcome: Outcome): string {
  const json = { ...outcome.toJSON(), data: outcome.data };
  return columns.map((column) => cell(json[column])).join(',');
}

function cell(value: OutcomeJson[(typeof columns)[number]]): string {
  if (value === '') return '""';
  if (value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { DimensionValue, RateDimension } from '@sdmp/outcomes/rates';
import type { InstallationRules } from '@sdmp/outcomes/rules';
import { reasonOf } from '@sdmp/protocol';
import type { Vocabulary } from './vocabulary.ts';
import type { ReportColumn } from './table/report-table.ts';

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** What stands where outcomes have no such value. */
const nobody = '(none)';

function named(code: number, name: string | undefined): string {
  return name === undefined ? String(code) : `${code} ${name}`;
}

/** `09:00` */
export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Returns the value of a dimension as people read it. */
export function valueName(dimension: RateDimension, value: DimensionValue, vocabulary: Vocabulary): string {
  if (value === undefined) return nobody;
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (dimension === 'hour') return hourName(value);
  if (dimension === 'weekday') return weekdayNames[value - 1] ?? String(value);
  return named(value, dimension === 'reason' ? reasonOf(value)?.name : vocabulary.agentOutcomeName(value));
}

const headings: Readonly<Record<RateDimension, string>> = {
  tenant: 'tenant',
  campaign: 'campaign',
  agent: 'agent',
  reason: 'reason',
  agentOutcome: 'agent outcome',
  hour: 'hour',
  weekday: 'weekday',
  day: 'day',
  hourOfDay: 'hour',
};

const ofTime: ReadonlySet<RateDimension> = new Set(['hour', 'weekday', 'day', 'hourOfDay']);

/** Whether rows by these follow one another in time. */
export function isOfTime(by: readonly RateDimension[]): boolean {
  return by.some((dimension) => ofTime.has(dimension));
}

/** Returns the column of a dimension. */
export function dimensionColumn(dimension: RateDimension): ReportColumn {
  return {
    name: dimension,
    heading: headings[dimension],
    kind: 'text',
    ...(ofTime.has(dimension) ? { isWhole: true } : {}),
  };
}

/** Returns the names that rules give. */
export function vocabularyOf(rules: InstallationRules): Vocabulary {
  return { agentOutcomeName: (code) => rules.agentOutcomeWord(code)?.name };
}

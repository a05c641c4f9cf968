import { countOf } from '@sdmp/events';
import {
  type Corrections,
  type RateDefinition,
  type RateDimension,
  rateDefinitions,
  type RateRow,
  type RateTable,
} from '@sdmp/outcomes/rates';
import { defaultRulesInWords, type InstallationRules } from '@sdmp/outcomes/rules';
import { dimensionColumn, isOfTime, valueName, vocabularyOf } from '../dimension-names.ts';
import { factsOf } from '../report-options.ts';
import type { Note, ReportCell, ReportColumn, ReportTable } from '../table/report-table.ts';
import type { RatesOptions } from './rates-options.ts';

const hours = 24;

export interface CountedRates {
  readonly corrections: Corrections;
  readonly table: RateTable;
  /** By the same and the hour of the day; absent where that says nothing more. */
  readonly byHour: RateTable | undefined;
}

/** Whether the rows are told apart by the hour already. */
export function hasHour(by: readonly RateDimension[]): boolean {
  return by.includes('hour') || by.includes('hourOfDay');
}

/** Returns the report of what was counted. */
export function ratesReport(
  source: string,
  { table, byHour }: CountedRates,
  options: RatesOptions,
  rules: InstallationRules,
): ReportTable {
  const vocabulary = vocabularyOf(rules);
  const { by, top } = options;
  const rows = inOrder(table.rows(), by);
  const shown = rows.slice(0, top);
  // A single tenant needs no column.
  const tenantAt = new Set(rows.map(({ values }) => values[by.indexOf('tenant')])).size > 1 ? -1 : by.indexOf('tenant');
  const dimensions = by.flatMap((dimension, at) => (at === tenantAt && by.length > 1 ? [] : [{ dimension, at }]));
  const trends = trendsOf(byHour);
  const cells = (names: readonly ReportCell[], row: RateRow, trend?: readonly number[]): readonly ReportCell[] => [
    ...names,
    row.counts.calls,
    ...first.map(({ name }) => row.rates[name]),
    ...(byHour === undefined ? [] : [trend]),
    ...further.map(({ name }) => row.rates[name]),
    row.sessions,
    ...countColumns.map(({ name }) => row.counts[name]),
  ];
  const namesOf = ({ values }: RateRow): readonly string[] =>
    dimensions.map(({ dimension, at }) => valueName(dimension, values[at], vocabulary));
  const total = dimensions.map((_, at) => (at === 0 ? 'all' : ''));
  const other = table.other;
  return {
    report: 'rates',
    title: `Rates by ${dimensions.map(({ dimension }) => dimensionColumn(dimension).heading).join(' and ')}`,
    facts: factsOf(source, options, table.total.counts.calls),
    columns: [...dimensions.map(({ dimension }) => dimensionColumn(dimension)), ...columnsOf(byHour !== undefined)],
    rows: [
      ...shown.map((row) => cells(namesOf(row), row, trends.get(JSON.stringify(row.values)))),
      ...(other === undefined
        ? []
        : [
            cells(
              dimensions.map((_, at) => (at === 0 ? '(further ones)' : '')),
              other,
            ),
          ]),
    ],
    total: cells(total, table.total, totalTrend(trends)),
    notes: [...notesOf(options), ...leftOut(rows.length - shown.length)],
  };
}

/** What a narrow terminal shows before the calls by hour. */
const first = rateDefinitions.slice(0, 2);
const further = rateDefinitions.slice(2);

function rateColumn({ name, heading }: RateDefinition): ReportColumn {
  if (name === 'attemptsPerSession') return { name, heading, kind: 'number' };
  return { name, heading, kind: 'share', ...(name === 'connectRate' ? { isCharted: true } : {}) };
}

const countColumns = [
  { name: 'connects', heading: 'connects' },
  { name: 'answered', heading: 'answered' },
  { name: 'abandoned', heading: 'abandoned' },
  { name: 'live', heading: 'live' },
  { name: 'machinesToAgents', heading: 'machines to agents' },
  { name: 'machinesDetected', heading: 'machines detected' },
  { name: 'contacts', heading: 'contacts' },
  { name: 'rightParties', heading: 'right parties' },
  { name: 'conversions', heading: 'conversions' },
  { name: 'amount', heading: 'amount' },
] as const;

function columnsOf(hasTrend: boolean): readonly ReportColumn[] {
  return [
    { name: 'calls', heading: 'calls', kind: 'count', isCharted: true },
    ...first.map(rateColumn),
    ...(hasTrend ? [{ name: 'callsByHour', heading: 'calls by hour, 0 to 23', kind: 'trend' } as const] : []),
    ...further.map(rateColumn),
    { name: 'sessions', heading: 'sessions', kind: 'count' },
    ...countColumns.map(({ name, heading }): ReportColumn => ({ name, heading, kind: 'count' })),
  ];
}

/** Rows of time stay in the order of time; others begin with the most calls. */
function inOrder(rows: readonly RateRow[], by: readonly RateDimension[]): readonly RateRow[] {
  if (isOfTime(by)) return rows;
  return rows.toSorted((a, b) => b.counts.calls - a.counts.calls);
}

/** Calls by hour, for each row by its values. */
function trendsOf(byHour: RateTable | undefined): ReadonlyMap<string, readonly number[]> {
  const trends = new Map<string, number[]>();
  for (const { values, counts } of byHour?.rows() ?? []) {
    const key = JSON.stringify(values.slice(0, -1));
    const trend = trends.get(key) ?? Array.from({ length: hours }, () => 0);
    trends.set(key, trend);
    trend[Number(values.at(-1))] = counts.calls;
  }
  return trends;
}

function totalTrend(trends: ReadonlyMap<string, readonly number[]>): readonly number[] {
  return Array.from({ length: hours }, (_, hour) => {
    let calls = 0;
    for (const trend of trends.values()) calls += trend[hour] ?? 0;
    return calls;
  });
}

const formulas: Note = ['Formulas', rateDefinitions.map(({ heading, formula }) => `${heading}: ${formula}`)];

function notesOf({ rules }: RatesOptions): readonly Note[] {
  if (rules !== undefined) return [formulas, ['Rules', [`those of ${rules}; 'sdmp rules try' shows what they say`]]];
  const { success, contact, rightParty, conversion } = defaultRulesInWords;
  const words = [
    `success: ${success}`,
    `contact: ${contact}`,
    `right party: ${rightParty}`,
    `conversion: ${conversion}`,
  ];
  return [formulas, ['Rules', words]];
}

function leftOut(rows: number): readonly Note[] {
  return rows <= 0 ? [] : [['Not shown', [`${countOf(rows, 'further row')}: give a larger --top, or none`]]];
}

import {
  type CallTally,
  isClearDifference,
  type RateDimension,
  rateDefinitions,
  type RateName,
  ratePartsOf,
  type RateRow,
  type RateTable,
} from '@sdmp/outcomes/rates';
import { dimensionColumn, valueName } from '../dimension-names.ts';
import type { Change, Fact, ReportCell, ReportColumn, ReportTable } from '../table/report-table.ts';
import type { Vocabulary } from '../vocabulary.ts';

export interface Compared {
  readonly by: readonly RateDimension[];
  readonly before: RateTable;
  readonly now: RateTable;
  readonly facts: readonly Fact[];
}

type ShareName = Exclude<RateName, 'attemptsPerSession'>;

const compared = rateDefinitions.flatMap(({ name, heading }) =>
  name === 'attemptsPerSession' ? [] : [{ name, heading } as const],
);

/** Returns the report of two periods side by side. */
export function compareReport({ by, before, now, facts }: Compared, vocabulary: Vocabulary): ReportTable {
  const earlier = new Map(before.rows().map((row) => [JSON.stringify(row.values), row]));
  const later = new Map(now.rows().map((row) => [JSON.stringify(row.values), row]));
  const keys = new Set([...later.keys(), ...earlier.keys()]);
  const pairs = [...keys]
    .map((key) => [earlier.get(key), later.get(key)] as const)
    .toSorted(([a, b], [c, d]) => callsOf(d) - callsOf(b) || callsOf(c) - callsOf(a));
  const tenants = new Set(pairs.map(([one, another]) => (another ?? one)?.values[by.indexOf('tenant')]));
  const dimensions = by.flatMap((dimension, at) =>
    dimension === 'tenant' && by.length > 1 && tenants.size < 2 ? [] : [{ dimension, at }],
  );
  const namesOf = (row: RateRow | undefined): readonly string[] =>
    dimensions.map(({ dimension, at }) => valueName(dimension, row?.values[at], vocabulary));
  return {
    report: 'compare',
    title: `Two periods by ${dimensions.map(({ dimension }) => dimensionColumn(dimension).heading).join(' and ')}`,
    facts,
    columns: [...dimensions.map(({ dimension }) => dimensionColumn(dimension)), ...columns],
    rows: pairs.map(([one, another]) => [...namesOf(another ?? one), ...cells(one, another)]),
    total: [...dimensions.map((_, at) => (at === 0 ? 'all' : '')), ...cells(before.total, now.total)],
    notes: [
      [
        'How to read it',
        [
          'A change is in points of a hundred, now minus before. An arrow marks a change that chance makes in fewer than one of twenty comparisons (two-sided z-test of two proportions at 95%); with many rows some arrows are chance.',
          ...rateDefinitions.map(({ heading, formula }) => `${heading}: ${formula}`),
        ],
      ],
    ],
  };
}

function callsOf(row: RateRow | undefined): number {
  return row?.counts.calls ?? 0;
}

const columns: readonly ReportColumn[] = [
  { name: 'callsNow', heading: 'calls', kind: 'count', isCharted: true },
  { name: 'callsBefore', heading: 'before', kind: 'count', isCharted: true },
  ...compared.flatMap(({ name, heading }): readonly ReportColumn[] => [
    { name: `${name}Now`, heading, kind: 'share' },
    { name: `${name}Change`, heading: 'change', kind: 'change' },
  ]),
  ...compared.map(
    ({ name, heading }): ReportColumn => ({ name: `${name}Before`, heading: `${heading} before`, kind: 'share' }),
  ),
];

function cells(before: RateRow | undefined, now: RateRow | undefined): readonly ReportCell[] {
  return [
    now?.counts.calls ?? 0,
    before?.counts.calls ?? 0,
    ...compared.flatMap(({ name }) => [now?.rates[name], changeOf(name, before?.counts, now?.counts)]),
    ...compared.map(({ name }) => before?.rates[name]),
  ];
}

function changeOf(name: ShareName, before: CallTally | undefined, now: CallTally | undefined): Change | undefined {
  if (before === undefined || now === undefined) return undefined;
  const one = ratePartsOf(before)[name];
  const another = ratePartsOf(now)[name];
  if (one.whole === 0 || another.whole === 0) return undefined;
  return { difference: another.part / another.whole - one.part / one.whole, isClear: isClearDifference(one, another) };
}

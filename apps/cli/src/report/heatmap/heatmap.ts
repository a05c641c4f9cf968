import { type RateName, rateDefinitions, type RateTable } from '@sdmp/outcomes/rates';
import type { Fact, Note } from '../table/report-table.ts';

/** What a heat map can show, by the words of `--of`. */
export const heatMeasures = {
  calls: undefined,
  connect: 'connectRate',
  abandon: 'abandonRate',
  machine: 'machineRate',
  contact: 'contactRate',
  'right-party': 'rightPartyRate',
  conversion: 'conversionRate',
} as const satisfies Record<string, RateName | undefined>;

export type HeatMeasure = keyof typeof heatMeasures;

export interface HeatCell {
  readonly calls: number;
  /** Calls, or the rate as a share; undefined where there is nothing. */
  readonly value: number | undefined;
}

/** A measure by weekday and hour of the day. */
export interface HeatMap {
  readonly of: HeatMeasure;
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Monday first; in each day 24 hours. */
  readonly days: readonly (readonly HeatCell[])[];
  /** The largest value; 0 without any. */
  readonly most: number;
  readonly notes: readonly Note[];
}

const weekdays = 7;
const hours = 24;

/** Returns the heat map of a table by weekday and hour. */
export function heatMap(table: RateTable, of: HeatMeasure, facts: readonly Fact[]): HeatMap {
  const rate = heatMeasures[of];
  const byPlace = new Map(table.rows().map((row) => [row.values.join(' '), row]));
  const days = Array.from({ length: weekdays }, (_day, day) =>
    Array.from({ length: hours }, (_hour, hour): HeatCell => {
      const row = byPlace.get(`${day + 1} ${hour}`);
      if (row === undefined) return { calls: 0, value: undefined };
      return { calls: row.counts.calls, value: rate === undefined ? row.counts.calls : row.rates[rate] };
    }),
  );
  const formula = rateDefinitions.find(({ name }) => name === rate)?.formula ?? 'all calls';
  return {
    of,
    title: `${of === 'calls' ? 'Calls' : `Rate: ${of}`} by weekday and hour of the day`,
    facts,
    days,
    most: Math.max(0, ...days.flat().map(({ value }) => value ?? 0)),
    notes: [['Formula', [`${of}: ${formula}`]]],
  };
}

import { type DataCell, type DataColumnType, dataRow, type DataSchema } from '@sdmp/outcomes/data';
import { timeIn } from '../report-options.ts';
import type { ReportedOutcome } from '../source/outcome-source.ts';
import type { ColumnKind, Fact, ReportTable } from '../table/report-table.ts';

/** Outcomes that are listed at most; more are counted. */
export const maxDataRows = 100_000;

interface Row {
  readonly outcome: ReportedOutcome;
  readonly cells: readonly DataCell[];
  readonly faults: readonly string[];
}

/** The data of outcomes as columns. A call that was corrected is listed once, with its newest data. */
export class DataList {
  readonly schema: DataSchema;
  readonly #onlyBroken: boolean;
  readonly #rows = new Map<string, Row>();
  broken = 0;
  further = 0;

  constructor(schema: DataSchema, onlyBroken: boolean) {
    this.schema = schema;
    this.#onlyBroken = onlyBroken;
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Takes an outcome, or with -1 takes one back that is corrected by the next. */
  add(outcome: ReportedOutcome, sign: 1 | -1): void {
    const { tenant, session, time, position } = outcome;
    const key = session === undefined ? `#${position}` : JSON.stringify([tenant, session, time]);
    if (sign < 0) {
      const before = this.#rows.get(key);
      if (before !== undefined && before.faults.length > 0) this.broken--;
      this.#rows.delete(key);
      return;
    }
    const { cells, faults } = dataRow(outcome.data, this.schema);
    if (faults.length > 0) this.broken++;
    else if (this.#onlyBroken) return;
    if (this.#rows.size < maxDataRows) this.#rows.set(key, { outcome, cells, faults });
    else this.further++;
  }
}

const kinds: Readonly<Record<DataColumnType, ColumnKind>> = {
  text: 'text',
  integer: 'plain',
  number: 'plain',
  boolean: 'text',
  date: 'text',
  dateTime: 'text',
};

/** Returns the list as a report. */
export function dataReport(list: DataList, facts: readonly Fact[], zone: string): ReportTable {
  return {
    report: 'data',
    title: 'Line-of-business data',
    facts: [...facts, ['broken', String(list.broken)]],
    columns: [
      { name: 'recordedAt', heading: 'recorded', kind: 'text', isWhole: true },
      { name: 'session', heading: 'session', kind: 'text' },
      ...list.schema.columns.map(({ name, type }) => ({ name: `data.${name}`, heading: name, kind: kinds[type] })),
      { name: 'faults', heading: 'breaks the schema', kind: 'text' },
      { name: 'campaign', heading: 'campaign', kind: 'text' },
      { name: 'position', heading: 'position', kind: 'text' },
    ],
    rows: list.rows.map(({ outcome, cells, faults }) => [
      timeIn(zone, outcome.time),
      outcome.session,
      ...cells.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell)),
      faults.length === 0 ? undefined : faults.join('; '),
      outcome.campaign,
      String(outcome.position),
    ]),
    notes: list.further === 0 ? [] : [['Not listed', [`${list.further} further ones: read a shorter time`]]],
  };
}

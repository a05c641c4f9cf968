import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CsvFields } from '../../format/csv.ts';
import { count, nothing, rate, share } from '../../format/numbers.ts';
import { bareClock } from '../../format/times.ts';
import type { ChartColumns } from '../../store/rate-series.ts';
import { now } from '../../store/store.ts';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';

const rows = 10;

interface Part {
  readonly from: number;
  readonly success: number | undefined;
  readonly failure: number | undefined;
}

function mean(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function partsOf({ times, success, failure }: ChartColumns): readonly Part[] {
  const size = Math.ceil(times.length / rows);
  return Array.from({ length: size === 0 ? 0 : Math.ceil(times.length / size) }, (_, index) => {
    const at = index * size;
    return {
      from: (times[at] ?? 0) * 1000,
      success: mean(success.slice(at, at + size)),
      failure: mean(failure.slice(at, at + size)),
    };
  });
}

function perSecond(value: number | undefined): string {
  return value === undefined ? nothing : rate(value);
}

function successShare({ success, failure }: Part): string {
  const isKnown = success !== undefined && failure !== undefined && success + failure > 0;
  return isKnown ? share(success / (success + failure)) : nothing;
}

const tableColumns: readonly Column<Part>[] = [
  { title: 'From', isName: true, hasTimes: true, cell: ({ from }) => bareClock(from, now.value), csv: {} },
  { title: 'Successes /s', className: 'number', cell: ({ success }) => perSecond(success), csv: {} },
  { title: 'Failures /s', className: 'number', cell: ({ failure }) => perSecond(failure), csv: {} },
  { title: 'Successes', className: 'number', cell: successShare, csv: {} },
];

/** A file has each point of the chart, not the ten intervals of the table. */
const exported: readonly { readonly csv: CsvFields<Part> }[] = [
  {
    csv: {
      from: ({ from }) => new Date(from).toISOString(),
      successPerSecond: ({ success }) => success,
      failurePerSecond: ({ failure }) => failure,
    },
  },
];

function pointsOf({ times, success, failure }: ChartColumns): readonly Part[] {
  return times.map((time, index) => ({
    from: time * 1000,
    success: success[index] ?? undefined,
    failure: failure[index] ?? undefined,
  }));
}

/** Shows the chart as a table of ten intervals, the newest first. */
export function AsTable({ columns }: { readonly columns: ChartColumns }): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <details
      class="as-table"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>Show as a table</summary>
      {isOpen.value ? (
        <>
          <Table
            caption="Outcomes per second"
            columns={tableColumns}
            rows={partsOf(columns).toReversed()}
            keyOf={({ from }) => from}
          />
          <p class="buttons">
            <Export what="outcomes per second" columns={exported} rows={() => pointsOf(columns)} />
          </p>
        </>
      ) : null}
    </details>
  );
}

/** Describes the chart in a sentence. */
export function chartWords({ success, failure }: ChartColumns, window: string): string {
  const totals = success.flatMap((value, index) => (value === null ? [] : [value + (failure[index] ?? 0)]));
  if (totals.length === 0) return `Outcomes per second over ${window}: no data yet.`;
  const last = totals.at(-1) ?? 0;
  const most = Math.max(...totals);
  const least = Math.min(...totals);
  return `Outcomes per second over ${window}: ${count(last)} now, minimum ${count(least)}, maximum ${count(most)}.`;
}

import type { JSX } from 'preact';
import type { SinkHistoryEntry } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { bareMinutes, latency } from '../../format/times.ts';
import { now } from '../../store/store.ts';
import { Loading } from '../loading.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';
import { useAnswer } from '../use-answer.ts';
import { FailureTable } from './failure-table.tsx';
import { MinuteBars } from './minute-bars.tsx';

/** How often it is asked for while it is open. */
const everyMs = 10_000;
/** Minutes in the table; a file has all. */
const rowsShown = 10;

interface Minute {
  readonly from: number;
  readonly delivered: number;
  readonly refused: number;
  readonly failures: number;
  readonly latencyMeanMs: number;
  readonly latencyMaxMs: number;
  readonly backlogMax: number;
}

function minutesOf(history: SinkHistoryEntry): readonly Minute[] {
  const { from, stepMs, delivered, refused, failures, latencyMeanMs, latencyMaxMs, backlogMax } = history;
  return delivered.map((taken, index) => ({
    from: Date.parse(from) + index * stepMs,
    delivered: taken,
    refused: refused[index] ?? 0,
    failures: failures[index] ?? 0,
    latencyMeanMs: latencyMeanMs[index] ?? 0,
    latencyMaxMs: latencyMaxMs[index] ?? 0,
    backlogMax: backlogMax[index] ?? 0,
  }));
}

const columns: readonly Column<Minute>[] = [
  {
    title: 'From',
    isName: true,
    hasTimes: true,
    cell: ({ from }) => bareMinutes(from, now.value),
    csv: { from: ({ from }) => new Date(from).toISOString() },
  },
  {
    title: 'Delivered',
    className: 'number',
    cell: ({ delivered }) => count(delivered),
    csv: { delivered: ({ delivered }) => delivered },
  },
  {
    title: 'Refused',
    className: 'number',
    cell: ({ refused }) => count(refused),
    csv: { refused: ({ refused }) => refused },
  },
  {
    title: 'Failures',
    className: 'number',
    cell: ({ failures }) => count(failures),
    csv: { failures: ({ failures }) => failures },
  },
  {
    title: 'Latency',
    className: 'number wide',
    cell: ({ latencyMeanMs, latencyMaxMs }) => `${latency(latencyMeanMs)}, at most ${latency(latencyMaxMs)}`,
    csv: { latencyMeanMs: (row) => row.latencyMeanMs, latencyMaxMs: (row) => row.latencyMaxMs },
  },
  {
    title: 'Backlog',
    className: 'number wide',
    cell: ({ backlogMax }) => count(backlogMax),
    csv: { backlogMax: ({ backlogMax }) => backlogMax },
  },
];

/** Shows what a sink did in each minute: throughput, errors, latency, backlog, and its recent failures. */
export function SinkHistory({ name }: { readonly name: string }): JSX.Element {
  const answered = useAnswer<SinkHistoryEntry>(`/sinks/${encodeURIComponent(name)}/history`, { everyMs });
  const { value: history } = answered.answer;
  if (history === undefined) return <Loading {...answered} />;
  const { from, stepMs, delivered, refused, failures, latencyMeanMs, backlogMax } = history;
  const minutes = minutesOf(history);
  const errors = refused.map((each, index) => each + (failures[index] ?? 0));
  const shared = { from, stepMs };
  return (
    <>
      <div class="charts">
        <MinuteBars {...shared} values={delivered} title="Outcomes delivered in each minute" say={count} />
        <MinuteBars {...shared} values={errors} title="Refusals and failed attempts in each minute" say={count} />
        <MinuteBars {...shared} values={latencyMeanMs} title="Mean latency of a delivery" say={latency} />
        <MinuteBars {...shared} values={backlogMax} title="Largest backlog in each minute" say={count} />
      </div>
      <section>
        <header class="card-head">
          <h3>By minute</h3>
          <div class="tools">
            <Export what={`minutes of ${name}`} columns={columns} rows={() => minutes} />
          </div>
        </header>
        <Table
          caption="By minute"
          columns={columns}
          rows={minutes.toReversed().slice(0, rowsShown)}
          keyOf={({ from: start }) => start}
        />
      </section>
      <FailureTable sink={name} failures={history.recentFailures} />
    </>
  );
}

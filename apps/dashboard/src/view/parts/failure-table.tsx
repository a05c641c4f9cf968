import type { JSX } from 'preact';
import type { SinkHistoryEntry } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { Moment } from '../moment.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';

type Failure = SinkHistoryEntry['recentFailures'][number];

const columns: readonly Column<Failure>[] = [
  {
    title: 'When',
    hasTimes: true,
    cell: ({ at }) => <Moment at={at} asClock />,
    csv: { at: ({ at }) => at, lastAt: ({ lastAt }) => lastAt },
  },
  {
    title: 'Why',
    isName: true,
    cell: ({ reason, answer }) => (answer === undefined ? reason : `${reason}: ${answer}`),
    csv: { reason: ({ reason }) => reason, answer: ({ answer }) => answer },
  },
  {
    title: 'What',
    className: 'wide',
    cell: ({ kind }) => (kind === 'refused' ? 'refused for good' : 'tried again'),
    csv: { kind: ({ kind }) => kind },
  },
  { title: 'Times', className: 'number', cell: ({ times }) => count(times), csv: { times: ({ times }) => times } },
];

export interface FailureTableProps {
  readonly sink: string;
  readonly failures: readonly Failure[];
}

/** Shows the latest failures of a sink with what its receiver said. */
export function FailureTable({ sink, failures }: FailureTableProps): JSX.Element {
  return (
    <section>
      <header class="card-head">
        <h3>Recent failures</h3>
        <div class="tools">
          <Export what={`failures of ${sink}`} columns={columns} rows={() => failures} />
        </div>
      </header>
      {failures.length === 0 ? (
        <p class="note">None since the start.</p>
      ) : (
        <Table
          caption="Recent failures"
          className="incidents"
          columns={columns}
          rows={failures}
          keyOf={({ at, kind }) => `${at} ${kind}`}
        />
      )}
    </section>
  );
}

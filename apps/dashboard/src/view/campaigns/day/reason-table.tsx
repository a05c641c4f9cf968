import type { JSX } from 'preact';
import type { CampaignDay } from '../../../api/types.ts';
import { count, share } from '../../../format/numbers.ts';
import { Export } from '../../table/export.tsx';
import { type Column, Table } from '../../table/table.tsx';

type Reason = CampaignDay['byReason'][number];

function columnsFor(calls: number): readonly Column<Reason>[] {
  return [
    {
      title: 'Reason',
      isName: true,
      cell: ({ reason, name }) => (
        <>
          {name ?? `Reason ${reason}`} <span class="faint">{name === null ? '' : reason}</span>
        </>
      ),
      csv: { reason: ({ reason }) => reason, name: ({ name }) => name },
    },
    { title: 'Calls', className: 'number', cell: (row) => count(row.count), csv: { calls: (row) => row.count } },
    {
      title: 'Share',
      className: 'number',
      cell: (row) => share(calls === 0 ? null : row.count / calls),
      csv: { share: (row) => (calls === 0 ? null : row.count / calls) },
    },
    {
      title: 'Counts as',
      className: 'wide',
      cell: ({ result }) => (result === 'neither' ? <span class="faint">neither</span> : result),
      csv: { countsAs: ({ result }) => result },
    },
  ];
}

/** Shows how often each reason came. */
export function ReasonTable({ day: { campaign, calls, byReason } }: { readonly day: CampaignDay }): JSX.Element {
  const columns = columnsFor(calls);
  return (
    <section>
      <header class="card-head">
        <h3>Reasons</h3>
        <div class="tools">
          <Export what={`reasons of ${campaign}`} columns={columns} rows={() => byReason} />
        </div>
      </header>
      <Table caption="Reasons" columns={columns} rows={byReason} keyOf={({ reason }) => reason} />
    </section>
  );
}

import type { JSX } from 'preact';
import { count, share } from '../../../format/numbers.ts';
import { bareMinutes } from '../../../format/times.ts';
import type { DayFigures } from '../../../store/campaign-hours.ts';
import { now } from '../../../store/store.ts';
import { Export } from '../../table/export.tsx';
import { type Column, Table } from '../../table/table.tsx';
import { AbandonRate } from '../abandon-rate.tsx';

export interface HourTableProps {
  readonly campaign: string;
  readonly hours: readonly DayFigures[];
  readonly limit: number;
}

function connectRate({ calls, connects }: DayFigures): number | null {
  return calls === 0 ? null : connects / calls;
}

function columnsFor(limit: number): readonly Column<DayFigures>[] {
  const isOver = ({ abandonRate }: DayFigures): boolean => abandonRate !== null && abandonRate > limit;
  return [
    {
      title: 'From',
      isName: true,
      hasTimes: true,
      cell: ({ from }) => bareMinutes(from, now.value),
      csv: { from: ({ from }) => new Date(from).toISOString() },
    },
    { title: 'Calls', className: 'number', cell: ({ calls }) => count(calls), csv: { calls: ({ calls }) => calls } },
    {
      title: 'Connect rate',
      className: 'number',
      cell: (hour) => share(connectRate(hour)),
      csv: { connects: ({ connects }) => connects, connectRate },
    },
    {
      title: 'Answered',
      className: 'number wide',
      cell: ({ answered }) => count(answered),
      csv: { answered: ({ answered }) => answered },
    },
    {
      title: 'Abandoned',
      className: 'number wide',
      cell: ({ abandoned }) => count(abandoned),
      csv: { abandoned: ({ abandoned }) => abandoned },
    },
    {
      title: 'Abandon rate',
      className: 'number',
      cell: (hour) => (
        <AbandonRate figures={{ abandonRate: hour.abandonRate, isOverLimit: isOver(hour) }} limit={limit} />
      ),
      csv: { abandonRate: ({ abandonRate }) => abandonRate, abandonLimit: () => limit, isOverLimit: isOver },
    },
  ];
}

/** Shows the hours that had calls, the newest first. A file has every hour. */
export function HourTable({ campaign, hours, limit }: HourTableProps): JSX.Element {
  const columns = columnsFor(limit);
  const rows = hours.filter(({ calls }) => calls > 0).toReversed();
  return (
    <section>
      <header class="card-head">
        <h3>By hour</h3>
        <div class="tools">
          <Export what={`hours of ${campaign}`} columns={columns} rows={() => hours} />
        </div>
      </header>
      <Table caption="By hour" columns={columns} rows={rows} keyOf={({ from }) => from} />
    </section>
  );
}

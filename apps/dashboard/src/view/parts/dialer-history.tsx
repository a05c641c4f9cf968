import type { JSX } from 'preact';
import type { UpstreamHistoryEntry } from '../../api/types.ts';
import { count, nothing } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { now } from '../../store/store.ts';
import { Loading } from '../loading.tsx';
import { State } from '../mark.tsx';
import { Moment } from '../moment.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';
import { useAnswer } from '../use-answer.ts';
import { MinuteBars } from './minute-bars.tsx';

/** How often it is asked for while it is open. */
const everyMs = 10_000;

type Period = UpstreamHistoryEntry['periods'][number];

const columns: readonly Column<Period>[] = [
  {
    title: 'From',
    isName: true,
    hasTimes: true,
    cell: ({ from }) => <Moment at={from} asClock />,
    csv: { from: ({ from }) => from },
  },
  {
    title: 'Link',
    cell: ({ up }) => <State level={up ? 'good' : 'bad'} words={up ? 'up' : 'down'} />,
    csv: { up: ({ up }) => up },
  },
  {
    title: 'Lasted',
    className: 'end',
    cell: ({ from, to }) =>
      to === undefined
        ? `${duration(Math.max(0, now.value - Date.parse(from)))}, still so`
        : duration(Date.parse(to) - Date.parse(from)),
    csv: { to: ({ to }) => to },
  },
  {
    title: 'Why',
    className: 'wide',
    cell: ({ reason }) => reason ?? nothing,
    csv: { reason: ({ reason }) => reason },
  },
];

/** Shows what came from a dialer in each minute, and when its link was up and down. */
export function DialerHistory({ name }: { readonly name: string }): JSX.Element {
  const answered = useAnswer<UpstreamHistoryEntry>(`/upstreams/${encodeURIComponent(name)}/history`, { everyMs });
  const { value: history } = answered.answer;
  if (history === undefined) return <Loading {...answered} />;
  const { from, stepMs, recorded, periods, periodsForgotten } = history;
  return (
    <>
      <MinuteBars from={from} stepMs={stepMs} values={recorded} title="Outcomes recorded in each minute" say={count} />
      <section>
        <header class="card-head">
          <h3>Link since the start</h3>
          <div class="tools">
            <Export what={`link of ${name}`} columns={columns} rows={() => periods} />
          </div>
        </header>
        <Table
          caption="Link since the start"
          className="incidents"
          columns={columns}
          rows={periods}
          keyOf={({ from: start, up }) => `${start} ${up}`}
        />
        {periodsForgotten === 0 ? null : <p class="note">{count(periodsForgotten)} earlier ones are not listed.</p>}
      </section>
    </>
  );
}

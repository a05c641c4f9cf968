import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SubscriberEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { duration, exactTime } from '../../format/times.ts';
import { now, truth } from '../../store/store.ts';
import type { Seen } from '../../truth/truth.ts';
import { filterWords, subscriberId, subscriberName } from '../../truth/words.ts';
import { PartLink } from '../parts/part-link.tsx';
import { Section } from '../section.tsx';
import { stateColumn } from '../state-column.tsx';
import { Export } from '../table/export.tsx';
import { ShowAll } from '../table/show-all.tsx';
import { type Column, Table } from '../table/table.tsx';

/** Rows shown at first. */
const fewRows = 20;

const columns: readonly Column<Seen<SubscriberEntry>>[] = [
  {
    title: 'Persist token',
    isName: true,
    cell: ({ part }) => (
      <>
        <PartLink kind="subscriber" of={subscriberId(part)}>
          {subscriberName(part)}
        </PartLink>{' '}
        <span class="faint">{filterWords(part)}</span>
      </>
    ),
    csv: {
      tenant: ({ part }) => part.tenant,
      persistToken: ({ part }) => part.persistToken,
      transactionIdentifier: ({ part }) => part.transactionIdentifier,
      filter: ({ part }) => filterWords(part),
    },
  },
  stateColumn,
  {
    title: 'From',
    className: 'wide faint',
    cell: ({ part: { remote } }) => remote ?? nothing,
    csv: { remote: ({ part }) => part.remote, user: ({ part }) => part.user },
  },
  {
    title: 'Backlog',
    className: 'number',
    cell: ({ part: { backlog } }) => count(backlog),
    csv: { backlog: ({ part }) => part.backlog },
  },
  {
    title: 'Rate /s',
    className: 'number wide',
    cell: ({ part: { ratePerSecond } }) => rate(ratePerSecond),
    csv: { ratePerSecond: ({ part }) => part.ratePerSecond },
  },
  {
    title: 'Position',
    className: 'number wide',
    cell: ({ part: { position } }) => count(position),
    csv: { position: ({ part }) => part.position },
  },
  {
    title: 'Expires in',
    className: 'number',
    cell: ({ part: { expiresAt } }) => <ExpiresIn at={expiresAt} />,
    csv: { expiresAt: ({ part }) => part.expiresAt },
  },
];

function ExpiresIn({ at }: { readonly at: string | undefined }): JSX.Element {
  if (at === undefined) return <span class="faint">{nothing}</span>;
  const expires = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(expires)}>
      {duration(Math.max(0, expires - now.value))}
    </time>
  );
}

/** Shows the applications served over SDMP. */
export function Subscribers(): JSX.Element {
  const showsAll = useSignal(false);
  const { subscribers } = truth.value;
  const shown = showsAll.value ? subscribers : subscribers.slice(0, fewRows);
  return (
    <Section
      id="subscribers"
      title="Subscribers"
      isLive
      tools={<Export what="subscribers" columns={columns} rows={() => truth.peek().subscribers} />}
    >
      {subscribers.length === 0 ? (
        <p class="note">There are no subscribers.</p>
      ) : (
        <Table
          caption="Subscribers and their progress"
          columns={columns}
          rows={shown}
          keyOf={({ part }) => subscriberId(part)}
        />
      )}
      <ShowAll shows={showsAll} all={subscribers.length} few={fewRows} />
    </Section>
  );
}

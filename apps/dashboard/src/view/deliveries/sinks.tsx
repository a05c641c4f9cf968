import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask } from '../../api/ask.ts';
import type { SinkEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { delay } from '../../format/times.ts';
import { may } from '../../store/permissions.ts';
import { goTo } from '../../store/place.ts';
import { truth } from '../../store/store.ts';
import type { Seen } from '../../truth/truth.ts';
import { act, idle, type Progress } from '../action.ts';
import { Lacking } from '../lacking.tsx';
import { PartLink } from '../parts/part-link.tsx';
import { Section } from '../section.tsx';
import { stateColumn } from '../state-column.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';

/** Progress of the latest pause or resume. */
const progress = signal<Progress>(idle);

function PauseOrResume({ sink: { name, state } }: { readonly sink: SinkEntry }): JSX.Element {
  const verb = state === 'paused' ? 'resume' : 'pause';
  const word = state === 'paused' ? 'Resume' : 'Pause';
  const change = (): Promise<void> =>
    act(progress, async () => {
      await ask(`/sinks/${encodeURIComponent(name)}/${verb}`, { body: {} });
      return '';
    });
  return (
    <button type="button" aria-label={`${word} ${name}`} disabled={progress.value.isBusy} onClick={() => void change()}>
      {word}
    </button>
  );
}

function DeadLetterCount({ sink: { name, deadLetters, missed } }: { readonly sink: SinkEntry }): JSX.Element {
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        aria-label={`Dead letters of ${name}: ${count(deadLetters)}`}
        onClick={() => goTo({ letters: name })}
      >
        {count(deadLetters)}
      </button>
      {missed === 0 ? null : <span class="error"> {count(missed)} missed</span>}
    </>
  );
}

type Row = Seen<SinkEntry>;

const columns: readonly Column<Row>[] = [
  {
    title: 'Sink',
    isName: true,
    cell: ({ part: { name, kind } }) => (
      <>
        <PartLink kind="sink" of={name}>
          {name}
        </PartLink>{' '}
        <span class="faint wide">{kind === name ? '' : kind}</span>
      </>
    ),
    csv: { name: ({ part }) => part.name, kind: ({ part }) => part.kind },
  },
  stateColumn,
  {
    title: 'Backlog',
    className: 'number',
    cell: ({ part: { backlog } }) => count(backlog),
    csv: { position: ({ part }) => part.position, backlog: ({ part }) => part.backlog },
  },
  {
    title: 'Lag',
    className: 'number wide',
    cell: ({ part: { lagMs } }) => (lagMs === 0 ? nothing : delay(lagMs)),
    csv: { lagMs: ({ part }) => part.lagMs },
  },
  {
    title: 'Rate /s',
    className: 'number wide',
    cell: ({ part: { ratePerSecond } }) => rate(ratePerSecond),
    csv: { ratePerSecond: ({ part }) => part.ratePerSecond },
  },
  {
    title: 'Delivered',
    className: 'number wide',
    cell: ({ part: { delivered } }) => count(delivered),
    csv: { delivered: ({ part }) => part.delivered },
  },
  {
    title: 'Dead',
    className: 'number',
    cell: ({ part }) => <DeadLetterCount sink={part} />,
    csv: {
      refused: ({ part }) => part.refused,
      missed: ({ part }) => part.missed,
      deadLetters: ({ part }) => part.deadLetters,
    },
  },
];

const action: Column<Row> = {
  title: 'Action',
  isTitleUnseen: true,
  className: 'end',
  cell: ({ part }) => <PauseOrResume sink={part} />,
  csv: {},
};

function trouble({ state: { reason } }: Row): JSX.Element | undefined {
  return reason === undefined ? undefined : <span class="error">{reason}</span>;
}

/** Shows the sinks. */
export function Sinks(): JSX.Element {
  const { sinks } = truth.value;
  return (
    <Section
      id="sinks"
      title="Sinks"
      isLive
      tools={<Export what="sinks" columns={columns} rows={() => truth.peek().sinks} />}
    >
      {sinks.length === 0 ? (
        <p class="note">No sinks are configured.</p>
      ) : (
        <Table
          caption="Sinks, their progress and dead letters"
          columns={may('admin') ? [...columns, action] : columns}
          rows={sinks}
          keyOf={({ part: { name } }) => name}
          under={trouble}
        />
      )}
      <p class="error" role="status">
        {progress.value.words}
      </p>
      <Lacking scope="admin" to="pause, resume, replay or discard" />
    </Section>
  );
}

import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask } from '../../api/ask.ts';
import type { SinkEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { delay } from '../../format/times.ts';
import { lateMs } from '../../store/problems.ts';
import { may } from '../../store/permissions.ts';
import { tick } from '../../store/store.ts';
import { act, idle, type Progress } from '../action.ts';
import { Lacking } from '../lacking.tsx';
import { type MarkLevel, State } from '../mark.tsx';
import { Section } from '../section.tsx';
import { type Column, Table } from '../table/table.tsx';
import { openedSink } from './dead-letters.tsx';

const levels: Readonly<Record<SinkEntry['state'], MarkLevel>> = {
  starting: 'unknown',
  running: 'good',
  retrying: 'bad',
  paused: 'warn',
  stopped: 'bad',
};

function SinkState({ sink: { state, lagMs, attempt } }: { readonly sink: SinkEntry }): JSX.Element {
  if (state === 'running' && lagMs >= lateMs) return <State level="warn" words="behind" />;
  return <State level={levels[state]} words={state === 'retrying' ? `retrying, attempt ${attempt + 1}` : state} />;
}

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
        onClick={() => {
          openedSink.value = name;
        }}
      >
        {count(deadLetters)}
      </button>
      {missed === 0 ? null : <span class="error"> {count(missed)} missed</span>}
    </>
  );
}

const columns: readonly Column<SinkEntry>[] = [
  {
    title: 'Sink',
    isName: true,
    cell: ({ name, kind }) => (
      <>
        {name} <span class="faint wide">{kind === name ? '' : kind}</span>
      </>
    ),
  },
  { title: 'State', cell: (sink) => <SinkState sink={sink} /> },
  { title: 'Backlog', className: 'number', cell: ({ backlog }) => count(backlog) },
  { title: 'Lag', className: 'number wide', cell: ({ lagMs }) => (lagMs === 0 ? nothing : delay(lagMs)) },
  { title: 'Rate /s', className: 'number wide', cell: ({ ratePerSecond }) => rate(ratePerSecond) },
  { title: 'Delivered', className: 'number wide', cell: ({ delivered }) => count(delivered) },
  { title: 'Dead', className: 'number', cell: (sink) => <DeadLetterCount sink={sink} /> },
];

const action: Column<SinkEntry> = {
  title: 'Action',
  isTitleUnseen: true,
  className: 'end',
  cell: (sink) => <PauseOrResume sink={sink} />,
};

function trouble({ state, lastError }: SinkEntry): JSX.Element | undefined {
  if (state !== 'retrying' || lastError === undefined) return undefined;
  return <span class="error">{lastError.message}</span>;
}

/** Shows the sinks. */
export function Sinks(): JSX.Element {
  const sinks = tick.value?.sinks ?? [];
  return (
    <Section id="sinks" title="Sinks">
      {sinks.length === 0 ? (
        <p class="note">No sinks are configured.</p>
      ) : (
        <Table
          caption="Sinks, their progress and dead letters"
          columns={may('admin') ? [...columns, action] : columns}
          rows={sinks}
          keyOf={({ name }) => name}
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

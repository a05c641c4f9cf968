import { useSignal } from '@preact/signals';
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

function Sink({ sink }: { readonly sink: SinkEntry }): JSX.Element {
  const { name, kind, state, backlog, lagMs, ratePerSecond, delivered, deadLetters, missed, lastError } = sink;
  const progress = useSignal<Progress>(idle);
  const isPaused = state === 'paused';
  const verb = isPaused ? 'resume' : 'pause';
  const { isBusy, words, isBad } = progress.value;
  const change = (): Promise<void> =>
    act(progress, async () => {
      await ask(`/sinks/${encodeURIComponent(name)}/${verb}`, { body: {} });
      return '';
    });
  return (
    <>
      <tr class={words === '' && state !== 'retrying' ? '' : 'joined'}>
        <th scope="row">
          {name} <span class="faint wide">{kind === name ? '' : kind}</span>
        </th>
        <td>
          <SinkState sink={sink} />
        </td>
        <td class="number">{count(backlog)}</td>
        <td class="number wide">{lagMs === 0 ? nothing : delay(lagMs)}</td>
        <td class="number wide">{rate(ratePerSecond)}</td>
        <td class="number wide">{count(delivered)}</td>
        <td class="number">
          <button
            type="button"
            class="quiet"
            aria-label={`Dead letters of ${name}: ${count(deadLetters)}`}
            onClick={() => {
              openedSink.value = name;
            }}
          >
            {count(deadLetters)}
          </button>
          {missed === 0 ? null : <span class="error"> {count(missed)} missed</span>}
        </td>
        <td class="end">
          {may('admin') ? (
            <button
              type="button"
              aria-label={`${isPaused ? 'Resume' : 'Pause'} ${name}`}
              disabled={isBusy}
              onClick={() => void change()}
            >
              {isPaused ? 'Resume' : 'Pause'}
            </button>
          ) : null}
        </td>
      </tr>
      {words === '' && (state !== 'retrying' || lastError === undefined) ? null : (
        <tr class="under">
          <td colSpan={8} class={isBad || words === '' ? 'error' : 'faint'} role="status">
            {words === '' ? lastError?.message : words}
          </td>
        </tr>
      )}
    </>
  );
}

/** Where outcomes go besides subscribers. */
export function Sinks(): JSX.Element {
  const sinks = tick.value?.sinks ?? [];
  return (
    <Section id="sinks" title="Sinks">
      {sinks.length === 0 ? (
        <p class="note">None is configured.</p>
      ) : (
        <table>
          <caption class="unseen">Sinks, how far they are and what they refused</caption>
          <thead>
            <tr>
              <th scope="col">Sink</th>
              <th scope="col">State</th>
              <th scope="col" class="number">
                Backlog
              </th>
              <th scope="col" class="number wide">
                Lag
              </th>
              <th scope="col" class="number wide">
                Rate /s
              </th>
              <th scope="col" class="number wide">
                Delivered
              </th>
              <th scope="col" class="number">
                Dead
              </th>
              <th scope="col">
                <span class="unseen">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sinks.map((sink) => (
              <Sink key={sink.name} sink={sink} />
            ))}
          </tbody>
        </table>
      )}
      <Lacking scope="admin" to="pause, resume or replay" />
    </Section>
  );
}

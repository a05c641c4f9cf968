import { signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useCallback, useEffect } from 'preact/hooks';
import { askJson } from '../../api/ask.ts';
import type { DeadLettersPage } from '../../api/types.ts';
import { count, counted } from '../../format/numbers.ts';
import { may } from '../../store/permissions.ts';
import { act, idle, type Progress } from '../action.ts';
import { Modal } from '../modal.tsx';
import { Moment } from '../moment.tsx';

const pageSize = 50;

/** Name of the sink whose dead letters are looked at. */
export const openedSink = signal<string | undefined>(undefined);

export function DeadLetters(): JSX.Element | null {
  const { value: sink } = openedSink;
  if (sink === undefined) return null;
  return (
    <Modal
      title={`Dead letters of ${sink}`}
      onClose={() => {
        openedSink.value = undefined;
      }}
    >
      <LetterList sink={sink} />
    </Modal>
  );
}

function LetterList({ sink }: { readonly sink: string }): JSX.Element {
  const page = useSignal<DeadLettersPage | undefined>(undefined);
  const progress = useSignal<Progress>(idle);
  const path = `/sinks/${encodeURIComponent(sink)}/dead-letters`;
  const read = useCallback(async (from: number): Promise<string> => {
    page.value = await askJson<DeadLettersPage>(path, { query: { from, limit: pageSize } });
    return '';
  }, []);
  useEffect(() => void act(progress, () => read(0)), []);
  const replay = (chosen: { readonly all: true } | { readonly positions: readonly number[] }): Promise<void> =>
    act(progress, async () => {
      const { replayed } = await askJson<{ readonly replayed: number }>(`${path}/replay`, { body: chosen });
      await read(0);
      return `${counted(replayed, 'outcome was', 'outcomes were')} taken now.`;
    });
  const { isBusy, words, isBad } = progress.value;
  const letters = page.value?.deadLetters ?? [];
  const next = page.value?.next ?? null;
  const mayNot = isBusy || !may('admin');
  return (
    <>
      <p role="status" class={isBad ? 'error' : ''}>
        {isBusy ? 'One moment …' : words}
      </p>
      {letters.length === 0 ? (
        <p class="note">{page.value === undefined ? '' : 'There is none: the receiver has refused nothing.'}</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  Position
                </th>
                <th scope="col">Reason</th>
                <th scope="col" class="number wide">
                  Attempts
                </th>
                <th scope="col" class="number">
                  When
                </th>
                <th scope="col">
                  <span class="unseen">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {letters.map(({ position, reason, attempts, at }) => (
                <tr key={position}>
                  <th scope="row" class="number">
                    {count(position)}
                  </th>
                  <td class="reason">{reason}</td>
                  <td class="number wide">{count(attempts)}</td>
                  <td class="number">
                    <Moment at={at} />
                  </td>
                  <td class="end">
                    <button
                      type="button"
                      disabled={mayNot}
                      aria-label={`Replay position ${count(position)}`}
                      onClick={() => void replay({ positions: [position] })}
                    >
                      Replay
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="buttons">
            <button class="main" type="button" disabled={mayNot} onClick={() => void replay({ all: true })}>
              Replay all
            </button>
            {next === null ? null : (
              <button type="button" disabled={isBusy} onClick={() => void act(progress, () => read(next))}>
                Further
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}

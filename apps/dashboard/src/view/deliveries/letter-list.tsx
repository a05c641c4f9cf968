import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DeadLetter } from '../../api/types.ts';
import { counted } from '../../format/numbers.ts';
import { may } from '../../store/permissions.ts';
import { Confirm, type Question } from '../dialog/confirm.tsx';
import { Lacking } from '../lacking.tsx';
import { type Column, Table } from '../table/table.tsx';
import { letterColumns, letterName } from './letter-columns.tsx';
import { Letters } from './letters.ts';

const fate = 'It is not sent to this sink any more. The outcome stays in the journal.';
const fateOfMany = 'They are not sent to this sink any more. The outcomes stay in the journal.';

/** What a sink's receiver refused: looked at, sent once more, or given up. */
export function LetterList({ sink }: { readonly sink: string }): JSX.Element {
  const letters = useMemo(() => new Letters(sink), []);
  const question = useSignal<Question | undefined>(undefined);
  const status = useRef<HTMLParagraphElement>(null);
  const { page, progress } = letters;
  const { isBusy, words, isBad } = progress.value;
  useEffect(() => void letters.read(), []);
  // A button that has gone with its row, or waits, has lost the focus: without a place for it the keyboard begins anew.
  useEffect(() => {
    if (words !== '' && document.activeElement === document.body) status.current?.focus();
  }, [words, page.value]);
  const { deadLetters = [], next = null } = page.value ?? {};
  const ask = (title: string, text: string, onConfirm: () => Promise<void>): void => {
    question.value = { title, text, verb: 'Discard', onConfirm: () => void onConfirm() };
  };
  const askForOne = (letter: DeadLetter): void =>
    ask(`Discard ${letterName(letter)}?`, fate, () => letters.discard({ positions: [letter.position] }));
  const askForAll = (): void =>
    ask(`Discard all ${counted(letters.total.value, 'dead letter', 'dead letters')} of ${sink}?`, fateOfMany, () =>
      letters.discard({ all: true }),
    );
  const action: Column<DeadLetter> = {
    title: 'Action',
    isTitleUnseen: true,
    className: 'end actions',
    cell: (letter) => (
      <>
        <button
          type="button"
          disabled={isBusy}
          aria-label={`Replay ${letterName(letter)}`}
          onClick={() => void letters.replay({ positions: [letter.position] })}
        >
          Replay
        </button>
        <button
          type="button"
          disabled={isBusy}
          aria-label={`Discard ${letterName(letter)}`}
          aria-haspopup="dialog"
          onClick={() => askForOne(letter)}
        >
          Discard
        </button>
      </>
    ),
  };
  return (
    <>
      <p ref={status} role="status" tabIndex={-1} class={isBad ? 'error' : ''}>
        {isBusy ? 'One moment …' : words}
      </p>
      {deadLetters.length === 0 ? (
        <p class="note">{page.value === undefined ? '' : 'There is none: the receiver has refused nothing.'}</p>
      ) : (
        <Table
          caption={`Dead letters of ${sink}`}
          className="letters"
          columns={may('admin') ? [...letterColumns, action] : letterColumns}
          rows={deadLetters}
          keyOf={({ position }) => position}
        />
      )}
      <p class="buttons">
        {deadLetters.length > 0 && may('admin') ? (
          <>
            <button class="main" type="button" disabled={isBusy} onClick={() => void letters.replay({ all: true })}>
              Replay all
            </button>
            <button type="button" disabled={isBusy} aria-haspopup="dialog" onClick={askForAll}>
              Discard all
            </button>
          </>
        ) : null}
        {next === null ? null : (
          <button type="button" disabled={isBusy} onClick={() => void letters.read(next)}>
            Further
          </button>
        )}
      </p>
      <Lacking scope="admin" to="replay or discard" />
      {question.value === undefined ? null : (
        <Confirm
          {...question.value}
          onClose={() => {
            question.value = undefined;
          }}
        />
      )}
    </>
  );
}

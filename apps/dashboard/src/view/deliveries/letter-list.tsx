import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { DeadLetter, DeadLetterGroup } from '../../api/types.ts';
import { counted } from '../../format/numbers.ts';
import { may } from '../../store/permissions.ts';
import { tick } from '../../store/store.ts';
import { Confirm, type Question } from '../dialog/confirm.tsx';
import { Lacking } from '../lacking.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';
import { letterColumns, letterName } from './letter-columns.tsx';
import { LetterGroups } from './letter-groups.tsx';
import { Letters } from './letters.ts';

const consequence = 'It will not be sent to this sink again. The outcome stays in the journal.';
const consequenceForAll = 'They will not be sent to this sink again. The outcomes stay in the journal.';

/** Changes when a sink has got dead letters, or when some were replayed or discarded; undefined before the first data. */
function revisionOf(sink: string): string | undefined {
  const part = tick.value?.sinks.find(({ name }) => name === sink);
  return part === undefined ? undefined : `${part.deadLetters} ${part.refused}`;
}

/** Lists the dead letters of a sink, with buttons to replay and discard them. */
export function LetterList({ sink }: { readonly sink: string }): JSX.Element {
  const letters = useMemo(() => new Letters(sink), []);
  const question = useSignal<Question | undefined>(undefined);
  const status = useRef<HTMLParagraphElement>(null);
  const { page, groups, cause, progress, problem } = letters;
  const { isBusy, words, isBad } = progress.value;
  useEffect(() => void letters.read(), []);
  const revision = useComputed(() => revisionOf(sink));
  const isRead = useComputed(() => page.value !== undefined);
  useSignalEffect(() => {
    // Without an answer to the first reading there is nothing to keep up to date.
    if (revision.value === undefined || !isRead.value) return;
    return letters.follow();
  });
  // A button that was removed or disabled has lost the focus; without a new place the keyboard would start at the top.
  useEffect(() => {
    if (words !== '' && document.activeElement === document.body) status.current?.focus();
  }, [words, page.value]);
  const { deadLetters = [], next = null } = page.value ?? {};
  const ask = (title: string, text: string, onConfirm: () => Promise<void>): void => {
    question.value = { title, text, verb: 'Discard', onConfirm: () => void onConfirm() };
  };
  const askForOne = (letter: DeadLetter): void =>
    ask(`Discard ${letterName(letter)}?`, consequence, () => letters.discard({ positions: [letter.position] }));
  const askForAll = (): void =>
    ask(
      `Discard all ${counted(letters.total.value, 'dead letter', 'dead letters')} of ${sink}?`,
      consequenceForAll,
      () => letters.discard({ all: true }),
    );
  const askForGroup = ({ cause: why, letters: many }: DeadLetterGroup): void =>
    ask(`Discard ${counted(many, 'dead letter', 'dead letters')} of ${sink}: ${why}?`, consequenceForAll, () =>
      letters.discard({ cause: why }),
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
    csv: {},
  };
  return (
    <>
      <p ref={status} role="status" tabIndex={-1} class={isBad ? 'error' : ''}>
        {isBusy ? 'Working …' : words}
      </p>
      {problem.value === '' ? null : <p class="error">Not up to date: {problem.value}</p>}
      {deadLetters.length === 0 ? (
        <p class="note">{page.value === undefined ? '' : 'There are no dead letters.'}</p>
      ) : (
        <>
          <LetterGroups
            sink={sink}
            groups={groups.value}
            shown={cause.value}
            isBusy={isBusy}
            onShow={(why) => void letters.show(why)}
            onReplay={({ cause: why }) => void letters.replay({ cause: why })}
            onDiscard={askForGroup}
          />
          <p class="buttons">
            {may('admin') ? (
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
                Next {deadLetters.length}
              </button>
            )}
            {cause.value === undefined ? null : (
              <button type="button" disabled={isBusy} onClick={() => void letters.show(undefined)}>
                Show every cause
              </button>
            )}
            <Export what={`dead letters of ${sink}`} columns={letterColumns} rows={() => letters.all()} />
          </p>
          <Table
            caption={`Dead letters of ${sink}`}
            className="letters"
            columns={may('admin') ? [...letterColumns, action] : letterColumns}
            rows={deadLetters}
            keyOf={({ position }) => position}
          />
        </>
      )}
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

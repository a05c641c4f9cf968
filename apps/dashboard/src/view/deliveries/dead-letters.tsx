import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Modal } from '../dialog/modal.tsx';
import { LetterList } from './letter-list.tsx';

/** Name of the sink whose dead letters are open. */
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

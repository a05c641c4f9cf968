import type { JSX } from 'preact';
import { goTo, place } from '../../store/place.ts';
import { Modal } from '../dialog/modal.tsx';
import { LetterList } from './letter-list.tsx';

export function DeadLetters(): JSX.Element | null {
  const { letters: sink } = place.value;
  if (sink === '') return null;
  return (
    <Modal title={`Dead letters of ${sink}`} key={sink} onClose={() => goTo({ letters: '' })}>
      <LetterList sink={sink} />
    </Modal>
  );
}

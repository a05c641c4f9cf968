import type { JSX } from 'preact';
import type { OutcomeLife } from '../../api/types.ts';
import { goTo, place } from '../../store/place.ts';
import { showsPersonal } from '../../store/search.ts';
import { Modal } from '../dialog/modal.tsx';
import { Loading } from '../loading.tsx';
import { useAnswer } from '../use-answer.ts';
import { Life } from './life.tsx';

/** How often the outcome is asked for while it is open, because sinks and subscribers receive it meanwhile. */
const everyMs = 5000;

export function LifeDialog(): JSX.Element | null {
  const { outcome: id } = place.value;
  if (id === '') return null;
  return (
    <Modal title="Outcome details" key={id} onClose={() => goTo({ outcome: '' })}>
      <LoadedLife id={id} />
    </Modal>
  );
}

function LoadedLife({ id }: { readonly id: string }): JSX.Element {
  const query = showsPersonal.value ? { unmask: true } : {};
  const answered = useAnswer<OutcomeLife>(`/outcomes/${encodeURIComponent(id)}`, { query, everyMs });
  const { value: life } = answered.answer;
  return life === undefined ? <Loading {...answered} /> : <Life life={life} />;
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { askJson } from '../../api/ask.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { OutcomeLife } from '../../api/types.ts';
import { goTo, place } from '../../store/place.ts';
import { showsPersonal } from '../../store/search.ts';
import { Modal } from '../dialog/modal.tsx';
import { Life } from './life.tsx';

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
  const life = useSignal<OutcomeLife | undefined>(undefined);
  const problem = useSignal('');
  useEffect(() => {
    const stopping = new AbortController();
    const read = async (): Promise<void> => {
      const query = showsPersonal.value ? { unmask: true } : {};
      life.value = await askJson(`/outcomes/${encodeURIComponent(id)}`, { query, signal: stopping.signal });
    };
    read().catch((error: unknown) => {
      if (!stopping.signal.aborted) problem.value = ApiProblem.from(error).message;
    });
    return () => stopping.abort();
  }, [id]);
  if (life.value !== undefined) return <Life life={life.value} />;
  return (
    <p role="status" class={problem.value === '' ? 'note' : 'error'}>
      {problem.value === '' ? 'One moment …' : problem.value}
    </p>
  );
}

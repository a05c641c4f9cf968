import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { goTo, place } from '../../store/place.ts';
import { Modal } from '../dialog/modal.tsx';

/** Shows the description of the API, if the address asks for it. It is loaded then, because few need it. */
export function ExplorerDialog(): JSX.Element | null {
  if (place.value.api === '') return null;
  return (
    <Modal title="The API" onClose={() => goTo({ api: '' })}>
      <Loaded />
    </Modal>
  );
}

async function load(): Promise<ComponentType> {
  const { Explorer } = await import('./explorer.tsx');
  return Explorer;
}

function Loaded(): JSX.Element {
  const loaded = useSignal<ComponentType | undefined>(undefined);
  const problem = useSignal('');
  useEffect(() => {
    load().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        problem.value = 'This part of the page cannot be loaded: reload the page.';
      },
    );
  }, []);
  const { value: Component } = loaded;
  if (Component !== undefined) return <Component />;
  return (
    <p role="status" class={problem.value === '' ? 'note' : 'error'}>
      {problem.value === '' ? 'One moment …' : problem.value}
    </p>
  );
}

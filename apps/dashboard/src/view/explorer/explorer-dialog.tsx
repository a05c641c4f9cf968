import type { ComponentType, JSX } from 'preact';
import { goTo, place } from '../../store/place.ts';
import { Modal } from '../dialog/modal.tsx';
import { Later } from '../later.tsx';

async function load(): Promise<ComponentType> {
  const { Explorer } = await import('./explorer.tsx');
  return Explorer;
}

/** Shows the description of the API, if the address asks for it. It is loaded then, because few need it. */
export function ExplorerDialog(): JSX.Element | null {
  if (place.value.api === '') return null;
  return (
    <Modal title="The API" onClose={() => goTo({ api: '' })}>
      <Later
        load={load}
        meanwhile={(words, isBad) => (
          <p role="status" class={isBad ? 'error' : 'note'}>
            {words}
          </p>
        )}
      />
    </Modal>
  );
}

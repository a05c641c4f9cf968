import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { goTo, place } from '../store/place.ts';
import { tick } from '../store/store.ts';
import { Modal } from './dialog/modal.tsx';
import { Later } from './later.tsx';

/** Time after the first data at which the dialogs are loaded though none is open, so that they open at once. */
const restMs = 1500;

const closed = { day: '', part: '', incidents: '', days: '', letters: '', outcome: '' } as const;

async function load(): Promise<ComponentType> {
  const { AllDialogs } = await import('./all-dialogs.tsx');
  return AllDialogs;
}

/** Shows the dialogs that the address names. They are loaded when one is opened, or a moment after the page was drawn. */
export function Dialogs(): JSX.Element | null {
  const isRested = useSignal(false);
  const hasData = useComputed(() => tick.value !== undefined);
  useSignalEffect(() => {
    if (!hasData.value) return;
    const timer = setTimeout(() => {
      isRested.value = true;
    }, restMs);
    return () => clearTimeout(timer);
  });
  const { day, part, incidents, letters, outcome } = place.value;
  const isOpen = [day, part, incidents, letters, outcome].some((each) => each !== '');
  if (!isOpen && !isRested.value) return null;
  return (
    <Later
      load={load}
      meanwhile={(words, isBad) =>
        isBad && isOpen ? (
          <Modal title="Not loaded" onClose={() => goTo(closed)}>
            <p class="error">{words}</p>
          </Modal>
        ) : null
      }
    />
  );
}

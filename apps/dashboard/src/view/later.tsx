import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

export interface LaterProps {
  /** Loads what is shown; the same function each time. */
  readonly load: () => Promise<ComponentType>;
  /** Shows that it is being loaded, or why it cannot be. */
  readonly meanwhile: (words: string, isBad: boolean) => JSX.Element | null;
}

/** Shows a part of the page that is loaded when it is needed, because the page itself opens sooner without it. */
export function Later({ load, meanwhile }: LaterProps): JSX.Element | null {
  const loaded = useSignal<ComponentType | undefined>(undefined);
  const isBad = useSignal(false);
  useEffect(() => {
    load().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        isBad.value = true;
      },
    );
  }, [load]);
  const { value: Component } = loaded;
  if (Component !== undefined) return <Component />;
  return meanwhile(
    isBad.value ? 'This part of the page cannot be loaded: reload the page.' : 'One moment …',
    isBad.value,
  );
}

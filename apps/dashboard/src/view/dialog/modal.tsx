import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

export interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shows content in a dialog over the page. */
export function Modal({ title, onClose, children }: ModalProps): JSX.Element {
  const id = useId();
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        <button type="button" onClick={({ currentTarget }) => currentTarget.closest('dialog')?.close()}>
          Close
        </button>
      </header>
      {children}
    </Dialog>
  );
}

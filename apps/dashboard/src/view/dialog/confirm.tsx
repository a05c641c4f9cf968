import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

/** A question before an action that cannot be undone. */
export interface Question {
  readonly title: string;
  /** Consequence of the action. */
  readonly text: string;
  /** Label of the confirming button. */
  readonly verb: string;
  readonly onConfirm: () => void;
}

export interface ConfirmProps extends Question {
  readonly onClose: () => void;
}

/** Asks for confirmation of an action that cannot be undone. Cancel has the focus first. */
export function Confirm({ title, text, verb, onConfirm, onClose }: ConfirmProps): JSX.Element {
  const id = useId();
  return (
    <Dialog
      role="alertdialog"
      className="confirm"
      labelledBy={`${id}-title`}
      describedBy={`${id}-text`}
      onClose={onClose}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <p class="buttons">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {verb}
        </button>
      </p>
    </Dialog>
  );
}

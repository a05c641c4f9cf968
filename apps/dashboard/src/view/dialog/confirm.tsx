import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

/** What cannot be undone, and is asked for first. */
export interface Question {
  readonly title: string;
  /** What will be afterwards. */
  readonly text: string;
  /** What the button says that does it. */
  readonly verb: string;
  readonly onConfirm: () => void;
}

export interface ConfirmProps extends Question {
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. What has the focus first is the way out. */
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

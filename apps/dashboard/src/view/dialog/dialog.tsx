import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  /** `alertdialog` for an urgent question, which is read out as a whole. */
  readonly role?: 'alertdialog';
  /** Id of the title. */
  readonly labelledBy: string;
  /** Id of the text. */
  readonly describedBy?: string;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shows a modal dialog. Escape closes it, and the focus returns to where it was. */
export function Dialog({ role, labelledBy, describedBy, className, onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      role={role}
      class={className}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) currentTarget.close();
      }}
    >
      <div class="modal">{children}</div>
    </dialog>
  );
}

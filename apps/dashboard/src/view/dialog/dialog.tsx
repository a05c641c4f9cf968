import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  /** `alertdialog`: it asks something that cannot wait, and is read out as a whole. */
  readonly role?: 'alertdialog';
  /** Id of its title. */
  readonly labelledBy: string;
  /** Id of what it says. */
  readonly describedBy?: string;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Stands over everything until it is closed; Escape closes it, and the focus goes back to where it was. */
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

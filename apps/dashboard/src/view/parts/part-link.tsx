import type { ComponentChildren, JSX } from 'preact';
import { goTo, partKey, type PartKind } from '../../store/place.ts';

export interface PartLinkProps {
  readonly kind: PartKind;
  /** Names the part among its kind. */
  readonly of: string;
  readonly children: ComponentChildren;
}

/** Shows the name of a part as a button that opens its details. */
export function PartLink({ kind, of, children }: PartLinkProps): JSX.Element {
  return (
    <button type="button" class="quiet" aria-haspopup="dialog" onClick={() => goTo({ part: partKey(kind, of) })}>
      {children}
    </button>
  );
}

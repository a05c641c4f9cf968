import type { JSX } from 'preact';
import type { Scope } from '../api/types.ts';
import { may } from '../store/permissions.ts';
import { me } from '../store/session.ts';

export interface LackingProps {
  readonly scope: Scope;
  /** The action that is not available: `pause or resume`. */
  readonly to: string;
}

/** Explains which scope an action requires, if the token lacks it. */
export function Lacking({ scope, to }: LackingProps): JSX.Element | null {
  if (me.value === undefined || may(scope)) return null;
  return (
    <p class="note">
      The token {me.value.name} may not {to}: it lacks the scope {scope}.
    </p>
  );
}

import type { JSX } from 'preact';
import type { Scope } from '../api/types.ts';
import { may } from '../store/permissions.ts';
import { me } from '../store/session.ts';

export interface LackingProps {
  readonly scope: Scope;
  /** What is not offered: `pause or resume`. */
  readonly to: string;
}

/** Says why something is not offered; nothing where the token allows it. */
export function Lacking({ scope, to }: LackingProps): JSX.Element | null {
  if (me.value === undefined || may(scope)) return null;
  return (
    <p class="note">
      The token {me.value.name} may not {to}: it lacks the scope {scope}.
    </p>
  );
}

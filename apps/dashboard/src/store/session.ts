import { signal } from '@preact/signals';
import type { Me } from '../api/types.ts';

const place = 'sdmp-token';

/** The token that requests bear; empty when none is needed. Kept for as long as the tab is open. */
export const token = signal(sessionStorage.getItem(place) ?? '');

/** Why the page asks for a token; undefined while it needs none. */
export const needsToken = signal<string | undefined>(undefined);

/** Whose token it is and what it allows, as the bridge said; undefined until then. */
export const me = signal<Me | undefined>(undefined);

export function signIn(given: string): void {
  sessionStorage.setItem(place, given);
  me.value = undefined;
  token.value = given;
  needsToken.value = undefined;
}

export function signOut(): void {
  sessionStorage.removeItem(place);
  token.value = '';
  needsToken.value = 'You have signed out.';
}

import { signal } from '@preact/signals';
import type { Me } from '../api/types.ts';

const place = 'sdmp-token';

/** The token sent with requests; empty if none is needed. Kept until the tab is closed. */
export const token = signal(sessionStorage.getItem(place) ?? '');

/** Why the page asks for a token; undefined if it needs none. */
export const needsToken = signal<string | undefined>(undefined);

/** Name and scopes of the token; undefined until the bridge has returned them. */
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

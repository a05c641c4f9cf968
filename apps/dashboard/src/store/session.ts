import { signal } from '@preact/signals';

const place = 'sdmp-token';

/** The token that requests bear; empty when none is needed. Kept for as long as the tab is open. */
export const token = signal(sessionStorage.getItem(place) ?? '');

/** Why the page asks for a token; undefined while it needs none. */
export const needsToken = signal<string | undefined>(undefined);

/** What the API forbade this token, by scope: what cannot be done is not offered again. */
export const forbidden = signal<ReadonlySet<'admin' | 'unmask'>>(new Set());

export function signIn(given: string): void {
  sessionStorage.setItem(place, given);
  forbidden.value = new Set();
  token.value = given;
  needsToken.value = undefined;
}

export function signOut(): void {
  sessionStorage.removeItem(place);
  token.value = '';
  needsToken.value = 'You have signed out.';
}

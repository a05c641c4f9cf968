import { computed, effect, signal } from '@preact/signals';
import { askJson, type Query } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';
import type { OutcomeEntry, OutcomesPage } from '../api/types.ts';
import { may } from './permissions.ts';
import { place } from './place.ts';
import { me, token } from './session.ts';

/** Results per page, and maximum number of automatic requests, because each request searches only part of the journal. */
const pageSize = 25;
const requestsAtATime = 20;

export const searchKinds = ['session', 'telephone', 'agent', 'campaign'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Returns the kind of a search that has this name; of a session if none has. */
export function searchKindOf(name: string): SearchKind {
  return searchKinds.find((each) => each === name) ?? 'session';
}

export interface Search {
  readonly kind: SearchKind;
  /** Empty: the newest outcomes. */
  readonly wanted: string;
}

export interface Found {
  readonly outcomes: readonly OutcomeEntry[];
  /** Position from which to continue; null at the end. */
  readonly next: number | null;
  /** Records searched. */
  readonly scanned: number;
  readonly isBusy: boolean;
  readonly problem: string;
}

const none: Found = { outcomes: [], next: null, scanned: 0, isBusy: false, problem: '' };

/** Undefined until the first search. */
export const found = signal<Found | undefined>(undefined);

const wantsPersonal = signal(false);

/** Whether telephone numbers and data are shown, as requested and allowed by the token. */
export const showsPersonal = computed(() => wantsPersonal.value && may('unmask'));

let search: Search = { kind: 'session', wanted: '' };
let stopping = new AbortController();

async function lookFurther(before: Found): Promise<void> {
  stopping.abort();
  stopping = new AbortController();
  const { signal: abort } = stopping;
  let { outcomes, next, scanned } = before;
  found.value = { ...before, isBusy: true, problem: '' };
  const query: Query = {
    ...(search.wanted === '' ? {} : { [search.kind]: search.wanted }),
    ...(showsPersonal.value ? { unmask: true } : {}),
    limit: pageSize,
  };
  try {
    for (let request = 0; request < requestsAtATime; request++) {
      const from = next ?? undefined;
      const page = await askJson<OutcomesPage>('/outcomes', { query: { ...query, from }, signal: abort });
      outcomes = [...outcomes, ...page.outcomes];
      scanned += page.scanned;
      ({ next } = page);
      if (next === null || outcomes.length >= before.outcomes.length + pageSize) break;
      found.value = { outcomes, next, scanned, isBusy: true, problem: '' };
    }
    found.value = { outcomes, next, scanned, isBusy: false, problem: '' };
  } catch (error) {
    if (abort.aborted) return;
    found.value = { outcomes, next, scanned, isBusy: false, problem: ApiProblem.from(error).message };
  }
}

export function searchFor(wanted: Search): Promise<void> {
  search = wanted;
  return lookFurther(none);
}

/** Reads the next page. */
export function searchOn(): Promise<void> {
  return lookFurther(found.value ?? none);
}

/** Shows or hides personal data, and repeats the last search. */
export async function showPersonal(isShown: boolean): Promise<void> {
  wantsPersonal.value = isShown;
  if (found.value !== undefined) await lookFurther(none);
}

/**
 * Searches for what the address asks for, also after the back button. Clears results when the token changes, because another
 * token may not have the same permissions.
 */
export function startSearch(): void {
  effect(() => {
    const { by, wanted } = place.value;
    // Without permissions nothing can be asked yet.
    if (by === '' || me.value === undefined) return;
    const kind = searchKindOf(by);
    if (kind !== search.kind || wanted !== search.wanted || found.peek() === undefined)
      void searchFor({ kind, wanted });
  });
  effect(() => {
    void token.value;
    stopping.abort();
    wantsPersonal.value = false;
    found.value = undefined;
  });
}

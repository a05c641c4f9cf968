import { batch, signal } from '@preact/signals';
import { askJson, type Query } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';
import type { OutcomeEntry, OutcomesPage } from '../api/types.ts';
import { forbidden } from './session.ts';

/** Results in a page, and requests made by themselves until something is found: the journal is looked through piece by piece. */
const pageSize = 25;
const requestsAtATime = 20;

export const searchKinds = ['session', 'telephone', 'agent', 'campaign'] as const;
export type SearchKind = (typeof searchKinds)[number];

export interface Search {
  readonly kind: SearchKind;
  /** Empty: the newest outcomes. */
  readonly wanted: string;
}

export interface Found {
  readonly outcomes: readonly OutcomeEntry[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
  /** Records looked at. */
  readonly scanned: number;
  readonly isBusy: boolean;
  readonly problem: string;
}

const none: Found = { outcomes: [], next: null, scanned: 0, isBusy: false, problem: '' };

/** Undefined until something was searched for. */
export const found = signal<Found | undefined>(undefined);

/** Whether telephone numbers and data are shown, where the token allows it. */
export const showsPersonal = signal(false);

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
    const problem = ApiProblem.from(error);
    batch(() => {
      if (problem.status === 403 && showsPersonal.value) {
        forbidden.value = new Set([...forbidden.value, 'unmask']);
        showsPersonal.value = false;
      }
      found.value = { outcomes, next, scanned, isBusy: false, problem: problem.message };
    });
  }
}

export function searchFor(wanted: Search): Promise<void> {
  search = wanted;
  return lookFurther(none);
}

/** The next page. */
export function searchOn(): Promise<void> {
  return lookFurther(found.value ?? none);
}

/** Shows or hides what is personal, and searches again where something was found. */
export async function showPersonal(isShown: boolean): Promise<void> {
  showsPersonal.value = isShown;
  if (found.value !== undefined) await lookFurther(none);
}

import type { Answer, Job } from './scenario.ts';

/** Sent to a contestant: to prepare, and then the start time, on the clock of `Date.now()` with fractions. */
export type Order =
  | { readonly kind: 'prepare'; readonly scenario: string; readonly job: Job }
  | { readonly kind: 'begin'; readonly at: number };

export type Report = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly answer: Answer };

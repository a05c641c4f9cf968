import { type Basis, type RequirementId, requirements } from '@sdmp/requirements';
import { type Check, checkId } from './check.ts';
import type { Exchanged } from './transcript.ts';

/**
 * `declared`: fails, and the claims say so. `stale`: passes, though the claims say that it fails. `not checked`: something that it
 * needs is missing. `not visible`: a requirement that nothing outside can show.
 */
export type ResultState = 'passed' | 'failed' | 'declared' | 'stale' | 'not checked' | 'not visible';

/** What came of one check. */
export interface Result {
  readonly id: string;
  readonly requirement: RequirementId;
  readonly basis: Basis;
  /** What the requirement says. */
  readonly statement: string;
  /** What the check expects; the statement where nothing is checked. */
  readonly title: string;
  readonly state: ResultState;
  /** Why it failed, was declared or was not checked. */
  readonly why?: string;
  readonly tookMs: number;
  readonly exchanged: readonly Exchanged[];
}

/** What is known of a result before it is judged. */
export interface Seen {
  readonly why?: string;
  readonly tookMs: number;
  readonly exchanged: readonly Exchanged[];
}

const unseen: Seen = { tookMs: 0, exchanged: [] };

/** Returns the result of a check. */
export function resultOf(check: Check<never>, state: ResultState, seen: Seen = unseen): Result {
  const { basis, statement } = requirements[check.requirement];
  return { id: checkId(check), requirement: check.requirement, basis, statement, title: check.title, state, ...seen };
}

/** Returns the result of a requirement that nothing is checked of. */
export function notVisibleResult(requirement: RequirementId, why: string): Result {
  const { basis, statement } = requirements[requirement];
  return { id: requirement, requirement, basis, statement, title: statement, state: 'not visible', why, ...unseen };
}

/** Returns whether a result is a fault of the endpoint or of the claims. */
export function isFault({ state }: Result): boolean {
  return state === 'failed' || state === 'stale';
}

/** Returns how many results there are of each state. */
export function countStates(results: readonly Result[]): Readonly<Record<ResultState, number>> {
  const counts = { passed: 0, failed: 0, declared: 0, stale: 0, 'not checked': 0, 'not visible': 0 };
  for (const { state } of results) counts[state] += 1;
  return counts;
}

import type { RequirementId } from '@sdmp/requirements';

/** What a check needs besides a connection. */
export type Need = 'outcomes' | 'any outcome' | 'reports' | 'login' | 'TLS';

/** One thing that is seen of an endpoint or a client from outside. */
export interface Check<Lab> {
  readonly requirement: RequirementId;
  /** Tells the checks of a requirement apart: `EO-3.repeated`. */
  readonly name: string;
  /** What is expected, one line. */
  readonly title: string;
  readonly needs?: readonly Need[];
  /** Rejects with `Unmet`, or with `NotChecked`. */
  readonly run: (lab: Lab) => Promise<void>;
}

/** Returns the id of a check, by which claims name it. */
export function checkId({ requirement, name }: Pick<Check<never>, 'requirement' | 'name'>): string {
  return `${requirement}.${name}`;
}

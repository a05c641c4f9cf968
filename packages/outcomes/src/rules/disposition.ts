import { dispositionOf, type DispositionCertainty } from '@sdmp/protocol';
import { type ConditionScope, conditionRule, type RuleCondition } from './condition.ts';
import type { JudgedOutcome } from './judged-outcome.ts';

/** Tables of this project: what a reason is called elsewhere. */
export const dispositionTables = ['generic', 'amazonConnect'] as const;
/** Name of a table of dispositions: plain words, or those of contact records of Amazon Connect. */
export type DispositionTable = (typeof dispositionTables)[number];

/** What outcomes are called in another system, such as a CRM. */
export interface DispositionConfig {
  /** The first whose condition holds says the word. */
  readonly cases: readonly { readonly when: RuleCondition; readonly is: string }[];
  /** Says the word where no case holds. */
  readonly table?: DispositionTable | undefined;
  /** Where the table has no word, either. */
  readonly otherwise?: string | undefined;
}

/** A word of another system, and how near it comes. */
export interface DispositionWord {
  readonly word: string;
  /** `installation`: a case, or the word for all others. */
  readonly certainty: DispositionCertainty | 'installation';
}

/** Returns what gives an outcome its word in another system; undefined where it has none. */
export function dispositionRule(
  { cases, table, otherwise }: DispositionConfig,
  scope: ConditionScope,
): (outcome: JudgedOutcome) => DispositionWord | undefined {
  const own = (word: string): DispositionWord => ({ word, certainty: 'installation' });
  const rules = cases.map(({ when, is }) => ({ holds: conditionRule(when, scope), word: own(is) }));
  const last = otherwise === undefined ? undefined : own(otherwise);
  return (outcome) => {
    const found = rules.find(({ holds }) => holds(outcome));
    if (found !== undefined) return found.word;
    const known = table === undefined || outcome.reason === undefined ? undefined : dispositionOf(outcome.reason);
    return known === undefined || table === undefined ? last : { word: known[table], certainty: known.certainty };
  };
}

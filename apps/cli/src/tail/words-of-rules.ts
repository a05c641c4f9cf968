import type { Outcome } from '@sdmp/outcomes';
import type { OutcomeColumn } from '@sdmp/outcomes/columns';
import { type Classification, classificationColumns, classify, judgedOutcome } from '@sdmp/outcomes/rules';
import { readRules } from '../rules/read-rules.ts';

/** What a file of rules says of outcomes. */
export interface WordsOfRules {
  /** Columns that CSV has more. */
  readonly columns: readonly OutcomeColumn[];
  readonly classify: (outcome: Outcome) => Classification;
}

/** Reads a file of rules. Throws a line with the place of the first fault. */
export async function readWords(path: string): Promise<WordsOfRules> {
  const rules = await readRules(path);
  return { columns: classificationColumns, classify: (outcome) => classify(rules, judgedOutcome(outcome)) };
}

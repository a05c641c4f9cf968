import { column, type OutcomeColumn } from '../columns/outcome-columns.ts';
import type { CellValue } from '../columns/outcome-columns.ts';
import type { InstallationRules } from './installation-rules.ts';
import type { JudgedOutcome } from './judged-outcome.ts';

interface ClassifiedValue {
  readonly name: string;
  readonly kind: 'boolean' | 'text';
  readonly comment: string;
  readonly read: (rules: InstallationRules, outcome: JudgedOutcome) => boolean | string | undefined;
}

const values: readonly ClassifiedValue[] = [
  {
    name: 'contact',
    kind: 'boolean',
    comment: 'The rule of contacts said yes',
    read: (rules, outcome) => rules.contact(outcome),
  },
  {
    name: 'rightParty',
    kind: 'boolean',
    comment: 'The rule of right parties said yes',
    read: (rules, outcome) => rules.rightParty(outcome),
  },
  {
    name: 'conversion',
    kind: 'boolean',
    comment: 'The rule of conversions said yes',
    read: (rules, outcome) => rules.conversion(outcome),
  },
  {
    name: 'agentOutcomeName',
    kind: 'text',
    comment: 'What the agent outcome is called',
    read: ({ agentOutcomeWord }, { agentOutcome }) =>
      agentOutcome === undefined ? undefined : agentOutcomeWord(agentOutcome)?.name,
  },
  {
    name: 'disposition',
    kind: 'text',
    comment: 'What the outcome is called in another system',
    read: ({ dispositionOf }, outcome) => dispositionOf(outcome)?.word,
  },
];

/** The columns that rules add to those of outcomes. Their values stand in the `cells` of a row, under their names. */
export const classificationColumns: readonly OutcomeColumn[] = values.map(({ name, kind, comment }) =>
  column({ name, kind, comment, isDerived: true, read: ({ cells }) => cells?.[name] }),
);

/** What the rules of an installation say of an outcome, beside whether it is a success. */
export type Classification = Readonly<Record<string, CellValue>>;

/** Returns what rules say of an outcome, by the names of the columns. */
export function classify(rules: InstallationRules, outcome: JudgedOutcome): Classification {
  return Object.fromEntries(values.map(({ name, read }) => [name, read(rules, outcome)]));
}

import { column, type OutcomeColumn } from '../columns/outcome-columns.ts';
import type { CellValue } from '../columns/outcome-columns.ts';
import type { DispositionWord } from './disposition.ts';
import type { AgentOutcomeWord, InstallationRules } from './installation-rules.ts';
import type { JudgedOutcome } from './judged-outcome.ts';

/** An outcome, and the words that rules have for it. */
interface Judgement {
  readonly rules: InstallationRules;
  readonly outcome: JudgedOutcome;
  readonly agentOutcome: AgentOutcomeWord | undefined;
  readonly disposition: DispositionWord | undefined;
}

interface ClassifiedValue {
  readonly name: string;
  readonly kind: 'boolean' | 'text';
  readonly comment: string;
  readonly read: (judgement: Judgement) => boolean | string | undefined;
}

/** A new one goes to the end, because readers of CSV count columns. */
const values: readonly ClassifiedValue[] = [
  {
    name: 'contact',
    kind: 'boolean',
    comment: 'The rule of contacts said yes',
    read: ({ rules, outcome }) => rules.contact(outcome),
  },
  {
    name: 'rightParty',
    kind: 'boolean',
    comment: 'The rule of right parties said yes',
    read: ({ rules, outcome }) => rules.rightParty(outcome),
  },
  {
    name: 'conversion',
    kind: 'boolean',
    comment: 'The rule of conversions said yes',
    read: ({ rules, outcome }) => rules.conversion(outcome),
  },
  {
    name: 'agentOutcomeName',
    kind: 'text',
    comment: 'What the agent outcome is called',
    read: ({ agentOutcome }) => agentOutcome?.name,
  },
  {
    name: 'disposition',
    kind: 'text',
    comment: 'What the outcome is called in another system',
    read: ({ disposition }) => disposition?.word,
  },
  {
    name: 'agentOutcomeCertainty',
    kind: 'text',
    comment: 'Who says what the agent outcome is called: installation, documented or licensee',
    read: ({ agentOutcome }) => agentOutcome?.certainty,
  },
  {
    name: 'dispositionCertainty',
    kind: 'text',
    comment: 'How near the disposition comes: installation, or of a table exact, near or none',
    read: ({ disposition }) => disposition?.certainty,
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
  const agentOutcome = outcome.agentOutcome === undefined ? undefined : rules.agentOutcomeWord(outcome.agentOutcome);
  const judgement = { rules, outcome, agentOutcome, disposition: rules.dispositionOf(outcome) };
  return Object.fromEntries(values.map(({ name, read }) => [name, read(judgement)]));
}

import { agentOutcomeOf } from '@sdmp/protocol';
import { callKindOf, type CallKind, type ClassifiedOutcome } from '../compliance/call-counts.ts';
import type { JudgedOutcome } from './judged-outcome.ts';

/** What an outcome is called for the business. Each says yes or no by itself. */
export const ruleNames = ['success', 'contact', 'rightParty', 'conversion'] as const;
/** Name of a rule: one of `ruleNames`. */
export type RuleName = (typeof ruleNames)[number];

/** Says whether an outcome is what the rule is named after, such as a conversion. Must not throw. */
export type OutcomeRule = (outcome: JudgedOutcome) => boolean;

/** How outcomes are classified. */
export interface OutcomeRules extends Readonly<Record<RuleName, OutcomeRule>> {
  /** Who answered, as rules on abandoned calls tell calls apart. */
  readonly kindOf: (outcome: ClassifiedOutcome) => CallKind;
}

/** What is known of agent outcomes. */
export interface KnownWords {
  readonly kindOf: OutcomeRules['kindOf'];
  /** Whether anybody has named the agent outcome. */
  readonly isNamed: (agentOutcome: number) => boolean;
  readonly categoryOf: (agentOutcome: number) => string | undefined;
  /** What a contact is. Default: a person answered and was handed to an agent. */
  readonly contact?: OutcomeRule | undefined;
}

/**
 * Returns the rules that count where an installation gives none:
 *
 * - success: as it was recorded (OZ-4).
 * - contact: a person answered and was handed to an agent.
 * - right party: a contact whose agent outcome has a name and is not of the category `wrongParty`. Without a name nobody knows.
 * - conversion: the agent reported an amount above 0 (CO), or an agent outcome of the category `commitment`.
 */
export function usualRules({ kindOf, isNamed, categoryOf, ...given }: KnownWords): OutcomeRules {
  const { contact = (outcome) => kindOf(outcome) === 'live' } = given;
  const isOf = ({ agentOutcome }: JudgedOutcome, category: string): boolean =>
    agentOutcome !== undefined && categoryOf(agentOutcome) === category;
  return {
    kindOf,
    success: ({ success }) => success,
    contact,
    rightParty: (outcome) => {
      const { agentOutcome } = outcome;
      return agentOutcome !== undefined && isNamed(agentOutcome) && contact(outcome) && !isOf(outcome, 'wrongParty');
    },
    conversion: (outcome) => (outcome.conversion ?? 0) > 0 || isOf(outcome, 'commitment'),
  };
}

/** The rules of an installation that has given none, and knows the vendor's agent outcomes alone. */
export const defaultOutcomeRules: OutcomeRules = usualRules({
  kindOf: callKindOf,
  isNamed: (code) => agentOutcomeOf(code) !== undefined,
  categoryOf: (code) => agentOutcomeOf(code)?.group,
});

/** The same in words, for reports. */
export const defaultRulesInWords: Readonly<Record<RuleName, string>> = {
  success: 'as it was recorded: connected, or classified by an agent',
  contact: 'a person answered and was handed to an agent',
  rightParty: 'a contact with an agent outcome that has a name, other than wrong number and wrong person',
  conversion: 'the agent reported an amount above 0, or a commitment',
};

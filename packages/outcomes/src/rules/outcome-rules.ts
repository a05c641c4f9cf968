import { agentOutcomeOf } from '@sdmp/protocol';
import { callKindOf, type CallKind, type ClassifiedOutcome } from '../compliance/call-counts.ts';
import type { JudgedOutcome } from './judged-outcome.ts';

/** What an outcome is called for the business. Each says yes or no by itself. */
export const ruleNames = ['success', 'contact', 'rightParty', 'conversion'] as const;
export type RuleName = (typeof ruleNames)[number];

export type OutcomeRule = (outcome: JudgedOutcome) => boolean;

/** How outcomes are classified. */
export interface OutcomeRules extends Readonly<Record<RuleName, OutcomeRule>> {
  /** Who answered, as rules on abandoned calls tell calls apart. */
  readonly kindOf: (outcome: ClassifiedOutcome) => CallKind;
}

function isContact(outcome: JudgedOutcome): boolean {
  return callKindOf(outcome) === 'live';
}

function groupOf({ agentOutcome }: JudgedOutcome): string | undefined {
  return agentOutcome === undefined ? undefined : agentOutcomeOf(agentOutcome)?.group;
}

/**
 * The rules of an installation that has given none:
 *
 * - success: as it was recorded (OZ-4).
 * - contact: a person answered and was handed to an agent.
 * - right party: a contact whose agent outcome is one of the vendor's and not of the group `wrongParty`. Without an agent outcome, and
 *   with one of the installation's own, nobody knows.
 * - conversion: the agent reported an amount above 0 (CO), or an agent outcome of the group `commitment`.
 */
export const defaultOutcomeRules: OutcomeRules = {
  kindOf: callKindOf,
  success: ({ success }) => success,
  contact: isContact,
  rightParty: (outcome) => {
    const { agentOutcome } = outcome;
    const isKnown = agentOutcome !== undefined && agentOutcomeOf(agentOutcome) !== undefined;
    return isKnown && isContact(outcome) && groupOf(outcome) !== 'wrongParty';
  },
  conversion: (outcome) => (outcome.conversion ?? 0) > 0 || groupOf(outcome) === 'commitment',
};

/** The same in words, for reports. */
export const defaultRulesInWords: Readonly<Record<RuleName, string>> = {
  success: 'as it was recorded: connected, or classified by an agent',
  contact: 'a person answered and was handed to an agent',
  rightParty: "a contact with one of the vendor's agent outcomes, other than wrong number and wrong person",
  conversion: 'the agent reported an amount above 0, or a commitment',
};

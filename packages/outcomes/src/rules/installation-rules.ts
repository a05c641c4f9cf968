import { agentOutcomeOf, reasonOf } from '@sdmp/protocol';
import { callKindOf, type ClassifiedOutcome, type CallKind } from '../compliance/call-counts.ts';
import { callResultOf } from '../statistics/abandon-rate.ts';
import { type ConditionScope, conditionRule, type RuleCondition } from './condition.ts';
import { type DispositionConfig, dispositionRule, type DispositionWord } from './disposition.ts';
import type { JudgedOutcome } from './judged-outcome.ts';
import { type OutcomeRule, type OutcomeRules, type RuleName, ruleNames, usualRules } from './outcome-rules.ts';

/** An agent outcome as an installation describes it. */
export interface NamedAgentOutcome {
  readonly code: number;
  readonly name: string;
  readonly category?: string | undefined;
  readonly machine?: boolean | undefined;
  readonly doNotCall?: 'campaign' | 'tenant' | undefined;
}

/** What an installation says of its words and rules, checked. */
export interface InstallationConfig {
  readonly agentOutcomes: readonly NamedAgentOutcome[];
  readonly rules: Readonly<Partial<Record<RuleName, RuleCondition | undefined>>>;
  /** What outcomes are called in another system. Default: nothing. */
  readonly disposition?: DispositionConfig | undefined;
}

/** Where a word comes from. */
export type WordCertainty = 'installation' | 'documented' | 'licensee';

/** A name of an agent outcome, and who says so. */
export interface AgentOutcomeWord {
  readonly name: string;
  readonly category: string | undefined;
  readonly certainty: WordCertainty;
}

/** Rules and words of an installation. */
export interface InstallationRules extends OutcomeRules {
  /** Returns what an agent outcome is called: by the installation, otherwise by the vendor; undefined when nobody has named it. */
  readonly agentOutcomeWord: (code: number) => AgentOutcomeWord | undefined;
  /** Returns where the person must not be called again; undefined for most outcomes. */
  readonly doNotCallOf: (outcome: ClassifiedOutcome) => 'campaign' | 'tenant' | 'list' | undefined;
  /** Returns what an outcome is called in another system; undefined where the configuration gives it no word. */
  readonly dispositionOf: (outcome: JudgedOutcome) => DispositionWord | undefined;
}

/** Returns what a configuration means. What it does not mention is as without one. */
export function installationRules({ agentOutcomes, rules, disposition }: InstallationConfig): InstallationRules {
  const own = new Map(agentOutcomes.map((each) => [each.code, each]));
  const agentOutcomeWord = (code: number): AgentOutcomeWord | undefined => {
    const named = own.get(code);
    if (named !== undefined) return { name: named.name, category: named.category, certainty: 'installation' };
    const known = agentOutcomeOf(code);
    return known && { name: known.name, category: known.group, certainty: known.certainty };
  };
  const kindOf = (outcome: ClassifiedOutcome): CallKind => {
    const named = outcome.agentOutcome === undefined ? undefined : own.get(outcome.agentOutcome);
    if (named?.machine === undefined || callResultOf(outcome.reason) !== 'answered') return callKindOf(outcome);
    return named.machine ? 'machinesToAgents' : 'live';
  };
  const categoryOf = (code: number): string | undefined => agentOutcomeWord(code)?.category;
  const words = { kindOf, categoryOf, isNamed: (code: number) => agentOutcomeWord(code) !== undefined };
  const made: Partial<Record<RuleName, OutcomeRule>> = {};
  for (const name of ruleNames) {
    const condition = rules[name];
    // A right party is a contact, whatever that is here.
    const usual = usualRules({ ...words, contact: made.contact });
    const scope: ConditionScope = {
      categoryOf,
      rules: { ...made },
      usual: usual[name],
    };
    made[name] = condition === undefined ? usual[name] : conditionRule(condition, scope);
  }
  const scope: ConditionScope = { categoryOf, rules: made, usual: ({ success }) => success };
  return {
    ...usualRules(words),
    ...made,
    agentOutcomeWord,
    doNotCallOf: (outcome) => doNotCallOf(outcome, own),
    dispositionOf: disposition === undefined ? () => undefined : dispositionRule(disposition, scope),
  };
}

function doNotCallOf({ reason, agentOutcome }: ClassifiedOutcome, own: ReadonlyMap<number, NamedAgentOutcome>) {
  const byReason = reason === undefined ? undefined : reasonOf(reason)?.doNotCall;
  if (byReason !== undefined || agentOutcome === undefined) return byReason;
  const named = own.get(agentOutcome);
  // An installation that uses a vendor's code for something else has the last word.
  if (named !== undefined) return named.doNotCall;
  const meant = agentOutcomeOf(agentOutcome)?.reason;
  return meant === undefined ? undefined : reasonOf(meant)?.doNotCall;
}

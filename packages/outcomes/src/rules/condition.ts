import { reasonCategories, reasonOf } from '@sdmp/protocol';
import type { JudgedOutcome } from './judged-outcome.ts';
import type { OutcomeRule, RuleName } from './outcome-rules.ts';

/** When a rule says yes. Everything that is given must hold; of a list one must. */
export interface RuleCondition {
  /** RE. */
  readonly reason?: readonly number[] | undefined;
  /** Names of categories of reasons. */
  readonly reasonCategory?: readonly string[] | undefined;
  /** AO; `any`: there is one, `none`: there is none. */
  readonly agentOutcome?: readonly number[] | 'any' | 'none' | undefined;
  /** Categories of agent outcomes, as the vocabulary names them. */
  readonly category?: readonly string[] | undefined;
  /** The amount of a conversion is above it. */
  readonly amountAbove?: number | undefined;
  /** Another rule, of those that stand before this one, says yes. */
  readonly rule?: RuleName | undefined;
  /** The rule without a configuration says yes. */
  readonly usual?: boolean | undefined;
  readonly any?: readonly RuleCondition[] | undefined;
  readonly all?: readonly RuleCondition[] | undefined;
  readonly not?: RuleCondition | undefined;
}

export interface ConditionScope {
  readonly categoryOf: (agentOutcome: number) => string | undefined;
  readonly rules: Readonly<Partial<Record<RuleName, OutcomeRule>>>;
  readonly usual: OutcomeRule;
}

const categoryNames: ReadonlyMap<number, string> = new Map(reasonCategories.map(({ code, name }) => [code, name]));

function reasonCategoryOf(reason: number | undefined): string | undefined {
  const category = reason === undefined ? undefined : reasonOf(reason)?.category;
  return category === undefined ? undefined : categoryNames.get(category);
}

/** One function for each thing that a condition can ask; undefined where it does not ask it. */
const parts: readonly ((condition: RuleCondition, scope: ConditionScope) => OutcomeRule | undefined)[] = [
  ({ reason: wanted }) => wanted && (({ reason }) => reason !== undefined && wanted.includes(reason)),
  ({ reasonCategory: wanted }) => wanted && (({ reason }) => wanted.includes(reasonCategoryOf(reason) ?? '')),
  ({ agentOutcome: wanted }) => wanted && (({ agentOutcome }) => isWanted(agentOutcome, wanted)),
  ({ category: wanted }, { categoryOf }) =>
    wanted && (({ agentOutcome }) => agentOutcome !== undefined && wanted.includes(categoryOf(agentOutcome) ?? '')),
  ({ amountAbove: least }) =>
    least === undefined ? undefined : ({ conversion }) => conversion !== undefined && conversion > least,
  ({ rule }, { rules }) => rule && ((outcome) => rules[rule]?.(outcome) === true),
  ({ usual: wanted }, { usual }) => (wanted === undefined ? undefined : (outcome) => usual(outcome) === wanted),
  ({ any }, scope) => any && someOf(any.map((each) => conditionRule(each, scope))),
  ({ all }, scope) => all && everyOf(all.map((each) => conditionRule(each, scope))),
  ({ not }, scope) => not && negated(conditionRule(not, scope)),
];

function isWanted(agentOutcome: number | undefined, wanted: readonly number[] | 'any' | 'none'): boolean {
  if (wanted === 'none') return agentOutcome === undefined;
  return agentOutcome !== undefined && (wanted === 'any' || wanted.includes(agentOutcome));
}

function someOf(rules: readonly OutcomeRule[]): OutcomeRule {
  return (outcome) => rules.some((rule) => rule(outcome));
}

function everyOf(rules: readonly OutcomeRule[]): OutcomeRule {
  return (outcome) => rules.every((rule) => rule(outcome));
}

function negated(rule: OutcomeRule): OutcomeRule {
  return (outcome: JudgedOutcome) => !rule(outcome);
}

/** Returns the rule that a condition states. */
export function conditionRule(condition: RuleCondition, scope: ConditionScope): OutcomeRule {
  return everyOf(parts.flatMap((part) => part(condition, scope) ?? []));
}

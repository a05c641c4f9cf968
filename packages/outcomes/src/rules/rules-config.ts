import { agentOutcomes, reasonCategories } from '@sdmp/protocol';
import { z } from 'zod';
import type { RuleCondition } from './condition.ts';
import { dispositionTables } from './disposition.ts';
import { type RuleName, ruleNames } from './outcome-rules.ts';

/** Agent outcomes that a file may name at most. */
export const maxAgentOutcomes = 10_000;

const code = z.int().min(0).max(9999);
const name = z
  .string()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

const agentOutcomeSchema = z.strictObject({
  code: code.describe('AO.'),
  name: name.describe('What people call it.'),
  category: name.optional().describe('A word of your own, for rules.'),
  machine: z.boolean().optional().describe('The agent found a machine.'),
  doNotCall: z.enum(['campaign', 'tenant']).optional().describe('Where the person must not be called again.'),
});

/** One or several: a single value is a list of one. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z.union([item.transform((one) => [one]), z.array(item).min(1)]);
}

const categoryNames = reasonCategories.map((each) => each.name);

const conditionSchema: z.ZodType<RuleCondition> = z.lazy(() =>
  z
    .strictObject({
      reason: listOf(z.int().min(0).max(999)).optional(),
      reasonCategory: listOf(z.enum(categoryNames)).optional(),
      agentOutcome: z.union([z.literal('any'), z.literal('none'), listOf(code)]).optional(),
      category: listOf(name).optional(),
      amountAbove: z.number().optional(),
      rule: z.enum(ruleNames).optional(),
      usual: z.boolean().optional(),
      any: z.array(conditionSchema).min(1).optional(),
      all: z.array(conditionSchema).min(1).optional(),
      not: conditionSchema.optional(),
    })
    .refine((condition) => Object.keys(condition).length > 0, 'says nothing: give at least one condition'),
);

/** Cases of dispositions at most. */
export const maxDispositionCases = 1000;

const dispositionSchema = z
  .strictObject({
    cases: z
      .array(
        z.strictObject({
          when: conditionSchema.describe('When the word is said.'),
          is: name.describe('What the outcome is called.'),
        }),
      )
      .max(maxDispositionCases)
      .default([])
      .describe('The first whose condition holds says the word.'),
    table: z.enum(dispositionTables).optional().describe('Says the word where no case holds.'),
    otherwise: name.optional().describe('The word where the table has none, either. Default: none.'),
  })
  .refine(
    ({ cases, table, otherwise }) => cases.length > 0 || table !== undefined || otherwise !== undefined,
    'says nothing: give cases, a table or otherwise',
  );

/** The words and rules of an installation. */
export const rulesConfigSchema = z
  .strictObject({
    agentOutcomes: z
      .array(agentOutcomeSchema)
      .max(maxAgentOutcomes)
      .default([])
      .describe('What agent outcomes (AO) are called.'),
    rules: z
      .strictObject(Object.fromEntries(ruleNames.map((each) => [each, conditionSchema.optional()])))
      .default({})
      .describe(`What counts as ${ruleNames.join(', ')}; see docs/rules.md. Default: as usual.`),
    disposition: dispositionSchema.optional().describe('What outcomes are called in another system, such as a CRM.'),
  })
  .superRefine(({ agentOutcomes: named, rules, disposition }, context) => {
    const codes = new Set<number>();
    for (const [at, each] of named.entries()) {
      if (codes.has(each.code)) problem(context, ['agentOutcomes', at, 'code'], `${each.code} stands there twice`);
      codes.add(each.code);
    }
    const known = new Set([...named.map(({ category }) => category), ...agentOutcomes.map(({ group }) => group)]);
    for (const [at, rule] of ruleNames.entries()) {
      const condition = (rules as Partial<Record<RuleName, RuleCondition>>)[rule];
      if (condition !== undefined)
        check(condition, ['rules', rule], { known, earlier: ruleNames.slice(0, at), context, isUsualKnown: true });
    }
    for (const [at, { when }] of (disposition?.cases ?? []).entries()) {
      check(when, ['disposition', 'cases', at, 'when'], { known, earlier: ruleNames, context, isUsualKnown: false });
    }
  });

/** Rules of the floor as a configuration gives them, checked. */
export type RulesConfig = z.output<typeof rulesConfigSchema>;

type Path = readonly (string | number)[];
type Context = z.core.$RefinementCtx;

function problem(context: Context, path: Path, message: string): void {
  context.addIssue({ code: 'custom', path: [...path], message });
}

interface Checking {
  readonly known: ReadonlySet<string | undefined>;
  readonly earlier: readonly RuleName[];
  readonly context: Context;
  /** Whether there is a rule without a configuration that `usual` may mean. */
  readonly isUsualKnown: boolean;
}

function check(condition: RuleCondition, path: Path, checking: Checking): void {
  const { known, earlier, context, isUsualKnown } = checking;
  if (condition.usual !== undefined && !isUsualKnown) {
    problem(context, [...path, 'usual'], 'means nothing here: there is no usual disposition');
  }
  const unknown = condition.category?.filter((each) => !known.has(each)) ?? [];
  if (unknown.length > 0) {
    problem(context, [...path, 'category'], `no agent outcome has the category '${unknown.join("', '")}'`);
  }
  if (condition.rule !== undefined && !earlier.includes(condition.rule)) {
    const may = earlier.length === 0 ? 'none stands before this one' : `before this one stand ${earlier.join(', ')}`;
    problem(context, [...path, 'rule'], `'${condition.rule}' is not decided by then: ${may}`);
  }
  for (const [at, each] of (condition.any ?? []).entries()) check(each, [...path, 'any', at], checking);
  for (const [at, each] of (condition.all ?? []).entries()) check(each, [...path, 'all', at], checking);
  if (condition.not !== undefined) check(condition.not, [...path, 'not'], checking);
}

import { reasonCategories, reasons } from '@sdmp/protocol';

/** What a reason says of the called party: a person answered and an agent took the call, or no agent was there. */
export type CallResult = 'answered' | 'abandoned' | 'neither';

/** Says from the switch's result (RE) what became of a call; undefined when it is absent. */
export type CallResultRule = (reason: number | undefined) => CallResult;

type CategoryName = (typeof reasonCategories)[number]['name'];

const results: Partial<Record<CategoryName, CallResult>> = { livecall: 'answered', abandoned: 'abandoned' };

const resultOfCategory: ReadonlyMap<number, CallResult> = new Map(
  reasonCategories.flatMap(({ code, name }) => {
    const result = (results as Partial<Record<string, CallResult>>)[name];
    return result === undefined ? [] : [[code, result] as const];
  }),
);

/** By reason: asked for each outcome of a day. */
const resultOfReason: (CallResult | undefined)[] = [];
for (const { code, category } of reasons) {
  resultOfReason[code] = category === undefined ? undefined : resultOfCategory.get(category);
}

/**
 * The definition behind every abandon rate here: *answered* is a reason of the category `livecall` (10 Connected and the
 * do-not-call reasons 98 and 99), *abandoned* one of the category `abandoned` (7).
 *
 * Source and certainty: the categories' numbers are documented by the vendor; which reason falls in which is concluded from
 * the names (see `reasonCategories`). "Connected" is documented as a call handed to an agent, live or not: a machine that
 * only the agent noticed counts as answered where RE stays 10, which makes the rate look lower than a regulator's. Reasons
 * of the installation's own (101 and up) and outcomes without RE are in no category and count as neither, which makes it
 * look higher. Inbound calls have categories of their own and are neither. An installation with other rules passes its own.
 */
export const callResultOf: CallResultRule = (reason) =>
  (reason === undefined ? undefined : resultOfReason[reason]) ?? 'neither';

/** A reason that a rule names. */
export interface RuleReason {
  readonly reason: number;
  readonly name: string;
}

/** What is counted for an abandon rate, as data: for pages and reports, which must say it. */
export interface AbandonRule {
  readonly formula: string;
  readonly abandoned: readonly RuleReason[];
  readonly answered: readonly RuleReason[];
}

function reasonsWith(result: CallResult): readonly RuleReason[] {
  return reasons.filter(({ code }) => callResultOf(code) === result).map(({ code, name }) => ({ reason: code, name }));
}

/** The rule of `callResultOf` and `abandonRate`. Every reason that it does not name counts as neither. */
export const abandonRule: AbandonRule = {
  formula: 'abandoned / (abandoned + answered)',
  abandoned: reasonsWith('abandoned'),
  answered: reasonsWith('answered'),
};

/** Abandoned calls as a share (0 to 1) of those that a person answered: abandoned / (abandoned + answered). */
export function abandonRate(counts: { readonly abandoned: number; readonly answered: number }): number | undefined {
  const picked = counts.abandoned + counts.answered;
  return picked === 0 ? undefined : counts.abandoned / picked;
}

import type { RequirementId } from '@sdmp/requirements';
import { describeError } from '@sdmp/terminal';
import { type Check, checkId, type Need } from './check.ts';
import type { Claims } from './claims.ts';
import { notOfTheWire } from './not-visible.ts';
import { notVisibleResult, type Result, resultOf } from './result.ts';
import type { Transcript } from './transcript.ts';
import { NotChecked } from './unmet.ts';

export interface RunOptions<Lab extends Disposable & { readonly transcript: Transcript }> {
  readonly checks: readonly Check<Lab>[];
  /** Requirements that nothing is checked of, which are told behind all others. */
  readonly unchecked: readonly RequirementId[];
  /** Why nothing is checked of a requirement. */
  readonly notVisible: Readonly<Partial<Record<RequirementId, string>>>;
  readonly claims: Claims;
  /** Returns what a check needs and is not there, in words. */
  readonly missing: (need: Need) => string | undefined;
  readonly lab: (check: Check<Lab>) => Lab;
  readonly signal: AbortSignal;
}

/** Yields what comes of each check, one after the other, then the requirements that cannot be seen. Rejects when aborted. */
export async function* runChecks<Lab extends Disposable & { readonly transcript: Transcript }>(
  options: RunOptions<Lab>,
): AsyncGenerator<Result> {
  const { checks, notVisible, claims } = options;
  const passing = new Map<RequirementId, Result[]>();
  const failing = new Set<RequirementId>();
  for (const check of checks) {
    const result = await runCheck(check, options);
    options.signal.throwIfAborted();
    if (result.state === 'passed' && claims.has(check.requirement)) {
      passing.set(check.requirement, [...(passing.get(check.requirement) ?? []), result]);
      continue;
    }
    if (result.state === 'declared') failing.add(check.requirement);
    yield result;
  }
  // A claim for a whole requirement is stale once all of its checks pass.
  for (const [requirement, results] of passing) {
    for (const result of results) {
      yield failing.has(requirement) ? result : { ...result, state: 'stale', why: staleWords(requirement) };
    }
  }
  for (const requirement of options.unchecked) {
    yield notVisibleResult(requirement, notVisible[requirement] ?? notOfTheWire);
  }
}

async function runCheck<Lab extends Disposable & { readonly transcript: Transcript }>(
  check: Check<Lab>,
  { claims, missing, lab: open }: RunOptions<Lab>,
): Promise<Result> {
  const why = (check.needs ?? []).map(missing).find((words) => words !== undefined);
  if (why !== undefined) return resultOf(check, 'not checked', { why, tookMs: 0, exchanged: [] });
  const id = checkId(check);
  const reason = claims.get(id) ?? claims.get(check.requirement);
  const startedAt = performance.now();
  using lab = open(check);
  const seen = () => ({ tookMs: Math.round(performance.now() - startedAt), exchanged: lab.transcript.frames });
  try {
    await check.run(lab);
  } catch (error) {
    const words = describeError(error);
    if (error instanceof NotChecked) return resultOf(check, 'not checked', { why: words, ...seen() });
    if (reason === undefined) return resultOf(check, 'failed', { why: words, ...seen() });
    return resultOf(check, 'declared', { why: `${reason} (${words})`, ...seen() });
  }
  if (claims.has(id)) return resultOf(check, 'stale', { why: staleWords(id), ...seen() });
  return resultOf(check, 'passed', seen());
}

function staleWords(id: string): string {
  return `it passes, but the claims say that it fails: remove '${id}' from notClaimed`;
}

import type { AbandonLimitRule, RuledCounts, RuleSettings } from './abandon-rules.ts';
import { type CalendarDay, daysBetween, daysLater } from './calendar.ts';
import { type CallCounts, noCalls, together } from './call-counts.ts';

/** Share of the limit from which on a period is warned about. */
export const defaultWarnFrom = 0.8;

/** `near`: at least the warning's share of the limit. `over`: the limit is exceeded, by however little. */
export type AbandonVerdict = 'within' | 'near' | 'over';

/** A period of a campaign, judged by a rule on abandoned calls. */
export interface AbandonPeriod {
  /** First and last day, both included. The last period may be under way. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  /** What the calls of the period came to. */
  readonly counts: CallCounts;
  /** As the rule counts. */
  readonly ruled: RuledCounts;
  /** Share, 0 to 1; undefined when nobody answered. */
  readonly rate: number | undefined;
  /** How the rate compares with the limit of the rule. */
  readonly verdict: AbandonVerdict;
  /** Calls that may be abandoned from here on, one after the other, until the limit is exceeded; 0 when it is. */
  readonly left: number;
}

/** Options of `abandonPeriods`: the settings of the rule, and when to warn. */
export interface AbandonReportOptions extends RuleSettings {
  /** Default 0.8. */
  readonly warnFrom?: number;
}

/** Returns the periods of a campaign by a rule: `days` in their order, as `DailyCalls` has them. Periods without calls are left out. */
export function abandonPeriods(
  rule: AbandonLimitRule,
  days: readonly (readonly [day: CalendarDay, counts: CallCounts])[],
  options: AbandonReportOptions = {},
): readonly AbandonPeriod[] {
  const [earliest] = days;
  if (earliest === undefined) return [];
  const [start] = earliest;
  const periods = new Map<number, CallCounts>();
  for (const [day, counts] of days) {
    const number = Math.floor(daysBetween(start, day) / rule.periodDays);
    periods.set(number, together(periods.get(number) ?? noCalls, counts));
  }
  return Array.from(periods, ([number, counts]) => {
    const from = daysLater(start, number * rule.periodDays);
    return abandonPeriod(rule, from, counts, options);
  });
}

function abandonPeriod(
  rule: AbandonLimitRule,
  from: CalendarDay,
  counts: CallCounts,
  options: AbandonReportOptions,
): AbandonPeriod {
  const ruled = rule.count(counts, options);
  const rate = ruled.live === 0 ? undefined : ruled.abandoned / ruled.live;
  const { warnFrom = defaultWarnFrom } = options;
  const isOver = isAbove(ruled, rule.limit);
  const verdict = isOver ? 'over' : rate !== undefined && rate >= rule.limit * warnFrom ? 'near' : 'within';
  return {
    from,
    to: daysLater(from, rule.periodDays - 1),
    counts,
    ruled,
    rate,
    verdict,
    left: callsLeft(ruled, rule.limit),
  };
}

/** Rounding of fractions: 3 of 100 calls are not above 3%. */
const tolerance = 1e-9;

function isAbove({ abandoned, live }: RuledCounts, limit: number): boolean {
  return abandoned > limit * live + tolerance;
}

/**
 * How many more calls may be abandoned. Each one raises both sides: with a abandoned of n live calls and the limit p it is the
 * largest k for which (a + k) / (n + k) is at most p, which is k = (p n - a) / (1 - p).
 */
function callsLeft({ abandoned, live }: RuledCounts, limit: number): number {
  return Math.max(0, Math.floor((limit * live - abandoned) / (1 - limit) + tolerance));
}

/**
 * Returns in how many milliseconds a period will exceed the limit when calls continue as in the latest `spanMs`, 0 when it has;
 * undefined when at that pace it will not. `latest` tells the pace alone: it may reach back into the period before.
 *
 * With a abandoned of n live calls and r of m in the latest span, after t spans (a + r t) / (n + m t) = p, so
 * t = (p n - a) / (r - p m): never where the latest share is not above the limit.
 */
export function breachIn(limit: number, sofar: RuledCounts, latest: RuledCounts, spanMs: number): number | undefined {
  if (isAbove(sofar, limit)) return 0;
  if (!isAbove(latest, limit)) return undefined;
  const spans = (limit * sofar.live - sofar.abandoned) / (latest.abandoned - limit * latest.live);
  return Math.max(0, spans) * spanMs;
}

/** Calls that leave a sliding window, evenly within a time. */
export interface LeavingCalls extends RuledCounts {
  /** Milliseconds. */
  readonly withinMs: number;
}

/**
 * As `breachIn`, for a window that slides: calls come as in the latest span, and those of `leaving`, in their order, go. Undefined when
 * the limit is not exceeded until all of them have gone.
 *
 * Of each call counts how far it is above the limit: 1 - p when it is abandoned, -p otherwise. The sum is a - p n, which grows by what comes
 * less what goes, and the limit is exceeded where it reaches 0.
 */
export function breachInWindow(
  limit: number,
  sofar: RuledCounts,
  latest: RuledCounts,
  { spanMs, leaving }: { readonly spanMs: number; readonly leaving: readonly LeavingCalls[] },
): number | undefined {
  if (isAbove(sofar, limit)) return 0;
  const above = ({ abandoned, live }: RuledCounts): number => abandoned - limit * live;
  let sum = above(sofar);
  let passedMs = 0;
  for (const going of leaving) {
    const growth = above(latest) / spanMs - above(going) / going.withinMs;
    const after = sum + growth * going.withinMs;
    if (after > tolerance) return passedMs + Math.max(0, -sum / growth);
    sum = after;
    passedMs += going.withinMs;
  }
  return undefined;
}

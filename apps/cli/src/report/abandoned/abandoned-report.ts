import {
  type AbandonLimitRule,
  abandonLimitRule,
  type AbandonPeriod,
  abandonPeriods,
  breachIn,
  Calendar,
  daysLater,
  type RuleSettings,
} from '@sdmp/outcomes/compliance';
import type { AbandonedOptions } from './abandoned-options.ts';
import { type CampaignCalls, type CountedCalls, latestMs } from './count-calls.ts';

export interface CampaignReport {
  readonly tenant: string;
  readonly campaign: string;
  readonly periods: readonly AbandonPeriod[];
  /** In how long the newest period exceeds the limit at the pace of the latest hour, milliseconds; absent when it ends before, or has. */
  readonly breachInMs?: number;
}

/** What is printed, in whatever form. */
export interface AbandonedReport {
  readonly rule: AbandonLimitRule;
  readonly settings: RuleSettings;
  readonly zone: string;
  readonly campaigns: readonly CampaignReport[];
}

export function abandonedReport({ campaigns: calls, asOf }: CountedCalls, options: AbandonedOptions): AbandonedReport {
  const rule = abandonLimitRule(options.rule);
  const settings: RuleSettings = {
    detectsMachines: options.detectsMachines === true,
    falsePositiveShare: options.falsePositives ?? 0,
  };
  const calendar = new Calendar(options.zone);
  const campaigns = calls
    .map(({ tenant, campaign, days, latest }): CampaignReport => {
      const periods = abandonPeriods(rule, days, settings);
      const breachInMs = projectedBreach({ rule, settings, calendar, asOf }, periods.at(-1), latest);
      return { tenant, campaign, periods, ...(breachInMs === undefined ? {} : { breachInMs }) };
    })
    .filter(({ periods }) => periods.length > 0);
  return { rule, settings, zone: options.zone, campaigns };
}

interface Projection {
  readonly rule: AbandonLimitRule;
  readonly settings: RuleSettings;
  readonly calendar: Calendar;
  readonly asOf: number;
}

function projectedBreach(
  { rule, settings, calendar, asOf }: Projection,
  newest: AbandonPeriod | undefined,
  latest: CampaignCalls['latest'],
): number | undefined {
  if (newest === undefined || newest.verdict === 'over' || latest === undefined) return undefined;
  const breach = breachIn(rule.limit, newest.ruled, rule.count(latest, settings), latestMs);
  if (breach === undefined) return undefined;
  return asOf + breach < calendar.startOf(daysLater(newest.to, 1)) ? breach : undefined;
}

/** `3.24 %`, or a dash when nobody answered. */
export function percent(rate: number | undefined): string {
  return rate === undefined ? '–' : `${(rate * 100).toFixed(2)} %`;
}

/** A count, with one decimal when an estimate made a fraction of it. */
export function count(calls: number): string {
  return Number.isInteger(calls) ? String(calls) : calls.toFixed(1);
}

/** `2026-11-27`, or first and last day. */
export function span({ from, to }: AbandonPeriod): string {
  return from === to ? from : `${from} to ${to}`;
}

/** `3 h 20 min`. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What the limit is held against, in a line. */
export function headline({ rule, zone }: AbandonedReport): string {
  const period = rule.periodDays === 1 ? 'each campaign and day' : `each campaign and ${rule.periodDays} days`;
  return `Abandoned calls, ${rule.name}: at most ${percent(rule.limit)}, ${period}, ${zone}`;
}

/** How the figures were made, and what they leave out, each a line. */
export function notes({
  rule,
  settings,
}: AbandonedReport): readonly (readonly [title: string, lines: readonly string[]])[] {
  const detection =
    settings.detectsMachines === true
      ? `The dialer detects answering machines; ${percent(settings.falsePositiveShare)} of them are taken to be people.`
      : 'The dialer does not hang up on answering machines (say --detects-machines if it does).';
  return [
    ['Definition', [rule.definition, rule.formula, ...(rule.id === 'ofcom' ? [detection] : [])]],
    ['Sources', rule.sources],
    ['What these figures cannot say', rule.cannotKnow],
  ];
}

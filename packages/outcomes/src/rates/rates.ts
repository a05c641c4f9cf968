import { normalQuantile } from '../statistics/abandon-limit.ts';
import type { CallTally } from './call-tally.ts';

/** Shares from 0 to 1; undefined where there is nothing that a share could be taken of. */
export interface Rates {
  readonly connectRate: number | undefined;
  readonly abandonRate: number | undefined;
  readonly machineRate: number | undefined;
  readonly contactRate: number | undefined;
  readonly rightPartyRate: number | undefined;
  readonly conversionRate: number | undefined;
  /** Calls for each session, 1 or more. */
  readonly attemptsPerSession: number | undefined;
}

/** Name of a rate: a key of `Rates`. */
export type RateName = keyof Rates;

/** A rate as reports name it. */
export interface RateDefinition {
  readonly name: RateName;
  readonly heading: string;
  readonly formula: string;
}

/** Every rate with its heading and formula, in the order of reports. */
export const rateDefinitions: readonly RateDefinition[] = [
  { name: 'connectRate', heading: 'connect', formula: 'successes / all calls' },
  { name: 'abandonRate', heading: 'abandon', formula: 'abandoned / (abandoned + answered)' },
  {
    name: 'machineRate',
    heading: 'machine',
    formula: 'machines, by dialer or agent / (machines + people handed to agents + abandoned)',
  },
  { name: 'contactRate', heading: 'contact', formula: 'contacts / all calls' },
  { name: 'rightPartyRate', heading: 'right party', formula: 'right parties / contacts' },
  { name: 'conversionRate', heading: 'conversion', formula: 'conversions / contacts' },
  { name: 'attemptsPerSession', heading: 'attempts', formula: 'calls that name a session / different sessions' },
];

/** What a rate is a share of. */
export interface RateParts {
  readonly part: number;
  readonly whole: number;
}

/** Returns what each share is made of. Attempts per session are no share. */
export function ratePartsOf(tally: CallTally): Readonly<Record<Exclude<RateName, 'attemptsPerSession'>, RateParts>> {
  const machines = tally.machinesDetected + tally.machinesToAgents;
  return {
    connectRate: { part: tally.connects, whole: tally.calls },
    abandonRate: { part: tally.abandoned, whole: tally.abandoned + tally.answered },
    machineRate: { part: machines, whole: machines + tally.live + tally.abandoned },
    contactRate: { part: tally.contacts, whole: tally.calls },
    rightPartyRate: { part: tally.rightParties, whole: tally.contacts },
    conversionRate: { part: tally.conversions, whole: tally.contacts },
  };
}

function share({ part, whole }: RateParts): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Returns the rates of a tally. `sessions`: how many different ones there were; undefined where that is not known. */
export function ratesOf(tally: CallTally, sessions: number | undefined): Rates {
  const parts = ratePartsOf(tally);
  return {
    connectRate: share(parts.connectRate),
    abandonRate: share(parts.abandonRate),
    machineRate: share(parts.machineRate),
    contactRate: share(parts.contactRate),
    rightPartyRate: share(parts.rightPartyRate),
    conversionRate: share(parts.conversionRate),
    attemptsPerSession: sessions === undefined ? undefined : share({ part: tally.withSession, whole: sessions }),
  };
}

/** The least that each side of a comparison must have, hits and misses, for the normal distribution to be near. */
const leastForComparison = 5;

/**
 * Whether two shares differ by more than chance makes in one of twenty comparisons: the two-sided z-test of two proportions with their
 * pooled share at 95%. False where either side has fewer than five hits or misses to be expected.
 */
export function isClearDifference(one: RateParts, another: RateParts): boolean {
  const whole = one.whole + another.whole;
  if (one.whole === 0 || another.whole === 0) return false;
  const pooled = (one.part + another.part) / whole;
  const rarest = Math.min(one.whole, another.whole) * Math.min(pooled, 1 - pooled);
  if (rarest < leastForComparison) return false;
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / one.whole + 1 / another.whole));
  return Math.abs(one.part / one.whole - another.part / another.whole) > normalQuantile * spread;
}

import { abandonRate } from '../statistics/abandon-rate.ts';
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

export type RateName = keyof Rates;

/** A rate as reports name it. */
export interface RateDefinition {
  readonly name: RateName;
  readonly heading: string;
  readonly formula: string;
}

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

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/** Returns the rates of a tally. `sessions`: how many different ones there were; undefined where that is not known. */
export function ratesOf(tally: CallTally, sessions: number | undefined): Rates {
  const machines = tally.machinesDetected + tally.machinesToAgents;
  return {
    connectRate: share(tally.connects, tally.calls),
    abandonRate: abandonRate(tally),
    machineRate: share(machines, machines + tally.live + tally.abandoned),
    contactRate: share(tally.contacts, tally.calls),
    rightPartyRate: share(tally.rightParties, tally.contacts),
    conversionRate: share(tally.conversions, tally.contacts),
    attemptsPerSession: sessions === undefined ? undefined : share(tally.withSession, sessions),
  };
}

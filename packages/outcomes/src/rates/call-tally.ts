import type { CallResult } from '../statistics/abandon-rate.ts';
import type { CallKind } from '../compliance/call-counts.ts';

/** What is counted of some outcomes. Every count is of calls. */
export interface CallTally {
  /** All outcomes. */
  readonly calls: number;
  /** Successes. */
  readonly connects: number;
  /** A person or machine that was handed to an agent, by the reason alone: what the abandon rate is taken of. */
  readonly answered: number;
  /** Answered, and no agent was there. */
  readonly abandoned: number;
  /** A person who was handed to an agent. */
  readonly live: number;
  /** Handed to an agent, who found a machine. */
  readonly machinesToAgents: number;
  /** Taken for a machine by the dialer. */
  readonly machinesDetected: number;
  readonly contacts: number;
  readonly rightParties: number;
  readonly conversions: number;
  /** Those that name a session. */
  readonly withSession: number;
  /** Sum of the amounts that agents reported with conversions. */
  readonly amount: number;
}

/** Name of every count of a `CallTally`, in the order of reports. */
export const tallyNames = [
  'calls',
  'connects',
  'answered',
  'abandoned',
  'live',
  'machinesToAgents',
  'machinesDetected',
  'contacts',
  'rightParties',
  'conversions',
  'withSession',
  'amount',
] as const satisfies readonly (keyof CallTally)[];

/** A tally that is being made. */
export type GrowingTally = { -readonly [Name in keyof CallTally]: number };

export function emptyTally(): GrowingTally {
  return {
    calls: 0,
    connects: 0,
    answered: 0,
    abandoned: 0,
    live: 0,
    machinesToAgents: 0,
    machinesDetected: 0,
    contacts: 0,
    rightParties: 0,
    conversions: 0,
    withSession: 0,
    amount: 0,
  };
}

/** What an outcome is, by every rule that rates need. */
export interface Classified {
  readonly kind: CallKind;
  readonly result: CallResult;
  readonly success: boolean;
  readonly contact: boolean;
  readonly rightParty: boolean;
  readonly conversion: boolean;
  readonly amount: number;
  readonly hasSession: boolean;
}

/** Adds one outcome, or with -1 takes it away. */
export function addTo(tally: GrowingTally, outcome: Classified, sign: 1 | -1): void {
  tally.calls += sign;
  if (outcome.success) tally.connects += sign;
  if (outcome.result !== 'neither') tally[outcome.result] += sign;
  // The reason alone says what is abandoned.
  if (outcome.kind !== 'other' && outcome.kind !== 'abandoned') tally[outcome.kind] += sign;
  if (outcome.contact) tally.contacts += sign;
  if (outcome.rightParty) tally.rightParties += sign;
  if (outcome.conversion) {
    tally.conversions += sign;
    tally.amount += sign * outcome.amount;
  }
  if (outcome.hasSession) tally.withSession += sign;
}

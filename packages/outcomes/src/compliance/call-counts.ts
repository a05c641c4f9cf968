import { agentOutcomeOf, reasonCategories, reasonOf } from '@sdmp/protocol';
import { callResultOf } from '../statistics/abandon-rate.ts';

/** What calls came to, as far as rules on abandoned calls tell them apart. Counts of parts add up to those of the whole. */
export interface CallCounts {
  /** Answered, and no agent was there. */
  readonly abandoned: number;
  /** Answered by a person, and handed to an agent. */
  readonly live: number;
  /** Handed to an agent, who found a machine. */
  readonly machinesToAgents: number;
  /** Taken for a machine by the dialer. */
  readonly machinesDetected: number;
}

export const noCalls: CallCounts = { abandoned: 0, live: 0, machinesToAgents: 0, machinesDetected: 0 };

/** What a call counts as under rules on abandoned calls. `other`: nobody answered, or it was not dialed. */
export type CallKind = keyof CallCounts | 'other';

/** What is looked at of an outcome: RE and AO. */
export interface ClassifiedOutcome {
  readonly reason: number | undefined;
  readonly agentOutcome: number | undefined;
}

const categoryNames = new Map<number, string>(reasonCategories.map(({ code, name }) => [code, name]));
const machineCategories = new Set(['ansmachine', 'agentamsmachine', 'faxmodem']);

function categoryOf(reason: number): string | undefined {
  const category = reasonOf(reason)?.category;
  return category === undefined ? undefined : categoryNames.get(category);
}

/**
 * Says what an outcome is. A call that was handed to an agent is of a machine when the agent said so: AO is one of the documented
 * agent outcomes that stand for a machine, or RE is a reason of agent-detected machines. An installation with agent
 * outcomes of its own passes another function.
 */
export function callKindOf({ reason, agentOutcome }: ClassifiedOutcome): CallKind {
  if (reason === undefined) return 'other';
  const result = callResultOf(reason);
  if (result === 'abandoned') return 'abandoned';
  if (result === 'answered') return isMachine(agentOutcome) ? 'machinesToAgents' : 'live';
  const category = categoryOf(reason);
  if (category === 'agentamsmachine') return 'machinesToAgents';
  if (category === 'ansmachine') return agentOutcome === undefined ? 'machinesDetected' : 'machinesToAgents';
  return 'other';
}

function isMachine(agentOutcome: number | undefined): boolean {
  if (agentOutcome === undefined) return false;
  const reason = agentOutcomeOf(agentOutcome)?.reason;
  return reason !== undefined && machineCategories.has(categoryOf(reason) ?? '');
}

/** Returns the counts of two sets of calls together. */
export function together(some: CallCounts, others: CallCounts): CallCounts {
  return {
    abandoned: some.abandoned + others.abandoned,
    live: some.live + others.live,
    machinesToAgents: some.machinesToAgents + others.machinesToAgents,
    machinesDetected: some.machinesDetected + others.machinesDetected,
  };
}

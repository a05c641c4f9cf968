import type { ReasonCertainty } from './reasons.ts';

/** What an agent outcome says of a call beyond its reason; concluded from the names. */
export type AgentOutcomeGroup = 'callBack' | 'refusal' | 'wrongParty' | 'commitment' | 'doNotCall';

/** A default agent disposition (AO) and the dialing cycle outcome that it maps to. */
export interface AgentOutcome {
  readonly code: number;
  readonly name: string;
  readonly reason: number;
  readonly certainty: ReasonCertainty;
  readonly notes?: string;
  readonly group?: AgentOutcomeGroup;
}

/** Default agent outcomes. An installation may define others. */
export const agentOutcomes: readonly AgentOutcome[] = [
  { code: 0, name: 'Live Call', reason: 10, certainty: 'documented' },
  {
    code: 1,
    name: 'Answer machine',
    reason: 5,
    certainty: 'documented',
    notes: 'Licensee documentation maps it to 34.',
  },
  { code: 2, name: 'Auto attendant', reason: 30, certainty: 'documented' },
  { code: 3, name: 'Fax machine', reason: 3, certainty: 'documented' },
  { code: 4, name: 'Modem', reason: 4, certainty: 'documented' },
  {
    code: 5,
    name: 'Unknown machine',
    reason: 30,
    certainty: 'licensee',
    notes: 'The name is documented by the vendor, the code and mapping by a licensee.',
  },
  { code: 6, name: 'Other Non-Live', reason: 30, certainty: 'licensee' },
  { code: 33, name: 'Answer Machine Left Message', reason: 33, certainty: 'licensee' },
  {
    code: 101,
    name: 'Reschedule',
    reason: 10,
    certainty: 'licensee',
    notes: 'The code occurs in the documented example of TC; the name and mapping come from a licensee.',
    group: 'callBack',
  },
  { code: 102, name: 'Refusal', reason: 10, certainty: 'licensee', group: 'refusal' },
  { code: 103, name: 'Wrong Number', reason: 10, certainty: 'licensee', group: 'wrongParty' },
  { code: 104, name: 'Wrong Person', reason: 10, certainty: 'licensee', group: 'wrongParty' },
  { code: 105, name: 'Commitment', reason: 10, certainty: 'licensee', group: 'commitment' },
  { code: 106, name: 'Do Not Call (DNC)', reason: 99, certainty: 'licensee', group: 'doNotCall' },
  { code: 107, name: 'Do Not Call Ever', reason: 98, certainty: 'licensee', group: 'doNotCall' },
  { code: 120, name: 'Other Live', reason: 10, certainty: 'licensee' },
  { code: 121, name: 'Retry Example 1', reason: 101, certainty: 'licensee' },
  { code: 200, name: 'Not Made (A)', reason: 0, certainty: 'documented' },
  { code: 201, name: 'Busy (A)', reason: 1, certainty: 'licensee' },
  { code: 202, name: 'No Answer (A)', reason: 2, certainty: 'licensee' },
  { code: 203, name: 'Fax (A)', reason: 3, certainty: 'licensee' },
  { code: 204, name: 'Modem (A)', reason: 4, certainty: 'licensee' },
  { code: 205, name: 'Answering Machine (A)', reason: 5, certainty: 'licensee' },
  { code: 206, name: 'Call Failure (A)', reason: 6, certainty: 'licensee' },
  { code: 220, name: 'Unobtainable (A)', reason: 20, certainty: 'licensee' },
  { code: 221, name: 'Out of Order (A)', reason: 21, certainty: 'licensee' },
  { code: 222, name: 'Number Changed (A)', reason: 22, certainty: 'licensee' },
  { code: 223, name: 'Incoming Barred (A)', reason: 23, certainty: 'licensee' },
  { code: 224, name: 'Call Rejected (A)', reason: 24, certainty: 'licensee' },
  { code: 225, name: 'Not in Use (A)', reason: 25, certainty: 'licensee' },
];

const byCode: ReadonlyMap<number, AgentOutcome> = new Map(agentOutcomes.map((outcome) => [outcome.code, outcome]));

/** Returns the default agent outcome with this code, or undefined. */
export function agentOutcomeOf(code: number): AgentOutcome | undefined {
  return byCode.get(code);
}

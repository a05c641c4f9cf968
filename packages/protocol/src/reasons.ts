/** Source of a reason; `licensee`: a licensee's documentation of the same codes. */
export type ReasonCertainty = 'documented' | 'licensee';

/** A category of reasons, with the number that the documentation gives it. */
export interface ReasonCategory {
  /** Number of the category. */
  readonly code: number;
  /** Name of the category, as documented. */
  readonly name: string;
}

/** Categories of dialing cycle outcomes. The numbers are documented; the category of each reason is inferred from the names. */
export const reasonCategories = [
  { code: 1, name: 'notmade' },
  { code: 2, name: 'abandoned' },
  { code: 3, name: 'hostinterrupt' },
  { code: 4, name: 'timedout' },
  { code: 5, name: 'busy' },
  { code: 6, name: 'livecall' },
  { code: 7, name: 'noanswer' },
  { code: 8, name: 'faxmodem' },
  { code: 9, name: 'ansmachine' },
  { code: 10, name: 'other' },
  { code: 11, name: 'cpartyhangup' },
  { code: 12, name: 'fastbusy' },
  { code: 13, name: 'plannednotmade' },
  { code: 14, name: 'agentamsmachine' },
  { code: 15, name: 'inbounddrop' },
  { code: 16, name: 'inboundabandon' },
] as const satisfies readonly ReasonCategory[];

/** A dialing cycle outcome: the switch's result (RE, also CA). */
export interface Reason {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  /** Code of its category, if known. */
  readonly category?: number;
  readonly generatedBy: string;
  readonly certainty: ReasonCertainty;
  readonly notes?: string;
  /** Where the called party must not be called again; `list`: it was on a list before. */
  readonly doNotCall?: 'tenant' | 'campaign' | 'list';
}

/** Known values of RE. Administrators may add codes from 101 on. */
export const reasons: readonly Reason[] = [
  {
    code: 0,
    name: 'Not Made',
    meaning:
      'Number was not dialed: shift end, RN request, planned time (PT) passed while suspended, call expiry (CE) passed, or a preview the agent did not launch',
    category: 1,
    generatedBy: 'CallGem',
    certainty: 'documented',
  },
  { code: 1, name: 'Busy', meaning: 'Line busy', category: 5, generatedBy: 'CTI', certainty: 'documented' },
  { code: 2, name: 'No Answer', meaning: 'Ring, no answer', category: 7, generatedBy: 'CTI', certainty: 'documented' },
  { code: 3, name: 'Fax', meaning: 'Fax machine answered', category: 8, generatedBy: 'CTI', certainty: 'documented' },
  { code: 4, name: 'Modem', meaning: 'Modem answered', category: 8, generatedBy: 'CTI', certainty: 'documented' },
  {
    code: 5,
    name: 'Answering machine',
    meaning: 'Answering machine answered',
    category: 9,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 6,
    name: 'Call failure',
    meaning: 'Call could not be set up: network load, phone off hook, dead line',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 7,
    name: 'Abandoned',
    meaning: 'Answered, but no agent was there; as a CF cause only valid under switch-determined routing',
    category: 2,
    generatedBy: 'CallGem',
    certainty: 'documented',
  },
  {
    code: 8,
    name: 'Host interrupt',
    meaning: 'Telephony layer (switch) broke the call off',
    category: 3,
    generatedBy: 'CTI / CallGem',
    certainty: 'documented',
  },
  {
    code: 9,
    name: 'Timed out',
    meaning: 'Never made: the switch did not answer the CI in time',
    category: 4,
    generatedBy: 'CallGem',
    certainty: 'documented',
  },
  {
    code: 10,
    name: 'Connected',
    meaning: 'Any call handed to an agent, live or not',
    category: 6,
    generatedBy: 'CallGem',
    certainty: 'documented',
  },
  {
    code: 20,
    name: 'Unobtainable',
    meaning: 'Number unobtainable',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 21,
    name: 'Out of order',
    meaning: 'Number out of order',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 22,
    name: 'Number changed',
    meaning: 'Number has changed',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 23,
    name: 'Incoming barred',
    meaning: 'Called line bars incoming calls',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 24,
    name: 'Call rejected',
    meaning: 'Rejected, e.g. by a non-voice device',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
  },
  {
    code: 25,
    name: 'Not in use',
    meaning: 'Number not in use / disconnected',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 26,
    name: 'Fast busy',
    meaning: 'Local exchange unreachable, network congestion',
    category: 12,
    generatedBy: 'CTI',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 27,
    name: 'High and dry',
    meaning: 'Failed without any information (no SIT tone)',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 30,
    name: 'Other',
    meaning: 'Any other non-live result',
    category: 10,
    generatedBy: 'CTI',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 31,
    name: 'Called party hang-up',
    meaning: 'Answered, then hung up inside the abandoned-call delay (DE); switch-determined routing only',
    category: 11,
    generatedBy: 'CTI',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 32,
    name: 'Callback agent not logged in',
    meaning: 'The agent an agent-specific call-back is for is not logged in',
    category: 13,
    generatedBy: 'CTI / CallGem',
    certainty: 'documented',
    notes: 'Documented as cause CA of CF; its listing under RE is not documented publicly.',
  },
  {
    code: 33,
    name: 'Answering machine, message left',
    meaning: 'Agent reached a machine and left a message',
    category: 14,
    generatedBy: 'agent mapping',
    certainty: 'licensee',
    notes: 'Known from licensee documentation only.',
  },
  {
    code: 34,
    name: 'Answering machine (agent)',
    meaning: 'Agent-detected answering machine',
    category: 14,
    generatedBy: 'agent mapping',
    certainty: 'licensee',
    notes: 'Known from licensee documentation only.',
  },
  {
    code: 98,
    name: 'Do Not Call Tenant',
    meaning: 'Never call on any campaign of the tenant',
    category: 6,
    generatedBy: 'agent mapping',
    certainty: 'documented',
    doNotCall: 'tenant',
  },
  {
    code: 99,
    name: 'Do Not Call Campaign',
    meaning: 'Never call again on this campaign',
    category: 6,
    generatedBy: 'agent mapping',
    certainty: 'documented',
    doNotCall: 'campaign',
  },
  {
    code: 100,
    name: 'DNC pre-processing',
    meaning:
      'Value that Campaign Manager writes to switch_result for records on a do-not-call list; not known to appear as RE on the wire.',
    generatedBy: 'Campaign Manager',
    certainty: 'documented',
    doNotCall: 'list',
  },
  {
    code: 101,
    name: 'User defined (example)',
    meaning: 'First user-defined code of a sample mapping; codes above 100 are configurable.',
    generatedBy: 'configuration',
    certainty: 'licensee',
    notes: 'Known from licensee documentation only.',
  },
];

const byCode: readonly (Reason | undefined)[] = reasons.reduce<(Reason | undefined)[]>((table, reason) => {
  table[reason.code] = reason;
  return table;
}, []);

/** Returns the reason with this code, or undefined. */
export function reasonOf(code: number): Reason | undefined {
  return byCode[code];
}

/** RE of a call that was connected to an agent. */
export const connectedReason = 10;

import type { CallCounts } from './call-counts.ts';

/** A count that stands in a rule, and how it is made. Estimates are fractions of calls. */
export interface RuledCounts {
  /** Counts as abandoned. */
  readonly abandoned: number;
  /** All that the share is taken of. */
  readonly live: number;
}

/** What only the installation knows. */
export interface RuleSettings {
  /** Whether the dialer hangs up on answering machines that it detects (AMD). Default false. */
  readonly detectsMachines?: boolean;
  /** Share (0 to 1) of the detected machines that were people, as tests of the installation have shown. Default 0. */
  readonly falsePositiveShare?: number;
}

/** A regulator's limit on abandoned calls, with where it stands and what these figures cannot say of it. */
export interface AbandonLimitRule {
  readonly id: 'ofcom' | 'us';
  readonly name: string;
  /** Share (0 to 1) that must not be exceeded. */
  readonly limit: number;
  /** Calendar days of a period, which begins anew with the next: each day, or each 30 days from the campaign's first. */
  readonly periodDays: number;
  /** In words. */
  readonly definition: string;
  readonly formula: string;
  readonly sources: readonly string[];
  /** What else the rule asks for, and no outcome tells. */
  readonly cannotKnow: readonly string[];
  readonly count: (counts: CallCounts, settings: RuleSettings) => RuledCounts;
}

/**
 * Of abandoned calls the share that machines had answered, estimated by what agents got: nobody knows who answers a call
 * that is abandoned before it is listened to.
 */
function machinesAmongAbandoned({ abandoned, live, machinesToAgents }: CallCounts): number {
  const toAgents = live + machinesToAgents;
  return toAgents === 0 ? 0 : (abandoned * machinesToAgents) / toAgents;
}

const ofcom: AbandonLimitRule = {
  id: 'ofcom',
  name: 'Ofcom (United Kingdom)',
  limit: 0.03,
  periodDays: 1,
  definition:
    'Abandoned calls to people as a share of live calls, for each campaign and calendar day. Without detection of answering machines a reasoned estimate of abandoned calls that machines had answered is taken off; with it a reasoned estimate of people who were taken for machines is added.',
  formula:
    'A / (A + live), A = abandoned - abandoned x machines at agents / (live + machines at agents) without detection, A = abandoned + false positive share x machines detected with it',
  sources: [
    'Ofcom, Revised statement of policy on the persistent misuse of an electronic communications network or service, 1 October 2010: 3% of live calls, each campaign, each 24 hours',
    'Ofcom, Persistent misuse, statement of 20 December 2016, in force from 1 March 2017, annex 3 (calculating the abandoned call rate): no share is harmless any more, and 3% is what the earlier statement named',
  ],
  cannotKnow: [
    'whether a recorded message told each abandoned call who had called, within two seconds',
    'whether abandoned numbers were left alone, or called with an agent guaranteed, for 72 hours',
    'whether unanswered calls rang for 15 seconds',
    'calls of the same campaign on another dialer',
    'how often people were taken for machines: the share is what the settings say',
  ],
  count: (counts, { detectsMachines = false, falsePositiveShare = 0 }) => {
    const abandoned = detectsMachines
      ? counts.abandoned + counts.machinesDetected * falsePositiveShare
      : counts.abandoned - machinesAmongAbandoned(counts);
    return { abandoned, live: abandoned + counts.live };
  },
};

const unitedStates: AbandonLimitRule = {
  id: 'us',
  name: 'Telemarketing Sales Rule and TCPA (United States)',
  limit: 0.03,
  periodDays: 30,
  definition:
    'Abandoned calls as a share of the calls that a person answered, for each campaign and each 30 days from its first call, or the part of them that it lasted.',
  formula: 'abandoned / (abandoned + live)',
  sources: [
    '16 CFR 310.4(b)(4)(i): no more than three percent of all telephone calls answered by a person, over the campaign, or each successive 30-day period or portion thereof',
    '47 CFR 64.1200(a)(7): three percent of all telemarketing calls that are answered live by a person, as measured over a 30-day period for a single calling campaign',
  ],
  cannotKnow: [
    'whether an agent was there within two seconds of the greeting: the dialer calls a call connected however late that was',
    'which abandoned calls a machine had answered: all count as answered by a person, which makes the rate look higher',
    'whether a recorded message was played, and whether unanswered calls rang for 15 seconds or four rings',
    'calls of the same campaign on another dialer',
  ],
  count: ({ abandoned, live }) => ({ abandoned, live: abandoned + live }),
};

/** Every rule on abandoned calls that is known: Ofcom (United Kingdom), and the TSR and TCPA (United States). */
export const abandonLimitRules: readonly AbandonLimitRule[] = [ofcom, unitedStates];

/** Returns a rule by its id. */
export function abandonLimitRule(id: AbandonLimitRule['id']): AbandonLimitRule {
  return id === 'ofcom' ? ofcom : unitedStates;
}

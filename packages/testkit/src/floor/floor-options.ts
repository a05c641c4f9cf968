/**
 * How numbers are dialed. `predictive`: more than agents are free, so that each has a call when they are ready, held at
 * `abandonTarget`. `progressive`: one number for each free agent. `preview`: the agent sees the contact first, and may decline.
 * `steady`: `dialsPerSecond`, whatever the agents do; with it the waiting of answered calls is the queue of Erlang's formulas.
 */
export type Pacing = 'predictive' | 'progressive' | 'preview' | 'steady';

/** A campaign with the agents who work on it. */
export interface FloorCampaign {
  readonly name: string;
  readonly agents: number;
  /** Default `predictive`. */
  readonly pacing: Pacing;
  /** Numbers dialed a second with `steady`; they come independently of each other. Default 1. */
  readonly dialsPerSecond: number;
  /** Share of the answered calls that `predictive` lets be abandoned, 0 to 1. Default 0.025; regulators commonly allow 0.03. */
  readonly abandonTarget: number;
  /** Share of the numbers that a person answers, 0 to 1. Default 0.3. */
  readonly answerRate: number;
  /** Share of the numbers that a machine answers, 0 to 1. Default 0.22. */
  readonly machineRate: number;
  /** Share of the machines that the telephony layer recognises; agents get the others. Default 0.93. */
  readonly machineDetection: number;
  /** Share of the persons that it takes for machines. Default 0.01. */
  readonly falseMachineRate: number;
  /** Mean time until somebody answers, milliseconds. Default 9 s. */
  readonly ringMs: number;
  /** Time after which nobody has answered, milliseconds. Default 25 s. */
  readonly noAnswerMs: number;
  /** Mean time that a person waits for an agent, milliseconds. Default 2 s. */
  readonly patienceMs: number;
  /** Mean length of a conversation, milliseconds. Default 150 s. */
  readonly talkMs: number;
  /** Mean time from its end to its classification, milliseconds; 0: at once. Default 25 s. */
  readonly wrapMs: number;
  /** Mean time that an agent looks at a previewed contact, milliseconds. Default 12 s. */
  readonly previewMs: number;
  /** Share of the previews that are declined, 0 to 1. Default 0.04. */
  readonly declineRate: number;
  /** Times that a contact is dialed at most. Default 3. */
  readonly maxAttempts: number;
}

export const floorCampaignDefaults: Omit<FloorCampaign, 'name' | 'agents'> = {
  pacing: 'predictive',
  dialsPerSecond: 1,
  abandonTarget: 0.025,
  answerRate: 0.3,
  machineRate: 0.22,
  machineDetection: 0.93,
  falseMachineRate: 0.01,
  ringMs: 9000,
  noAnswerMs: 25_000,
  patienceMs: 2000,
  talkMs: 150_000,
  wrapMs: 25_000,
  previewMs: 12_000,
  declineRate: 0.04,
  maxAttempts: 3,
};

/** A campaign of which only the differences from the defaults are given. */
export type FloorCampaignOptions = Pick<FloorCampaign, 'name' | 'agents'> & Partial<FloorCampaign>;

/** Two hundred agents in four campaigns. */
export const defaultFloor: readonly FloorCampaignOptions[] = [
  { name: 'Sales1', agents: 80 },
  { name: 'Collections', agents: 60, answerRate: 0.22, machineRate: 0.3, talkMs: 210_000 },
  { name: 'Survey North', agents: 40, pacing: 'progressive', talkMs: 95_000 },
  { name: 'Appointments', agents: 20, pacing: 'preview', answerRate: 0.55, machineRate: 0.15 },
];

/** Options of `simulateFloor`. */
export interface FloorOptions {
  /** Any integer. The same seed and options give the same shift. */
  readonly seed: number;
  /** Length of the shift, milliseconds: nothing is dialed afterwards, and what is under way ends. Default 8 hours. */
  readonly shiftMs?: number;
  /** Default: 200 agents in four campaigns, two of them predictive, one progressive, one preview. */
  readonly campaigns?: readonly FloorCampaignOptions[];
  /** Tenant of all of them. Default: the one that exists after installation, which no message names. */
  readonly tenant?: string;
  /** Whether agents give line-of-business data with their classification. Default true. */
  readonly data?: boolean;
}

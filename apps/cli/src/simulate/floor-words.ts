import { defaultFloor, type FloorCampaignOptions, type FloorOptions, type Pacing } from '@sdmp/testkit';

/** What a floor is made of on the command line. Shares are 0 to 1, times milliseconds. */
export interface FloorWords {
  readonly seed: number;
  readonly tenant?: string;
  readonly shift?: number;
  readonly agents?: number;
  readonly campaigns?: number;
  readonly pacing?: Pacing;
  readonly dials?: number;
  readonly abandonTarget?: number;
  readonly answer?: number;
  readonly machines?: number;
  readonly machineDetection?: number;
  readonly declined?: number;
  readonly attempts?: number;
  readonly talk?: number;
  readonly wrap?: number;
  readonly patience?: number;
}

/** Names of the options that only a floor has, as commander gives them. */
export const floorWords = [
  'shift',
  'agents',
  'pacing',
  'dials',
  'abandonTarget',
  'answer',
  'machines',
  'machineDetection',
  'declined',
  'attempts',
  'talk',
  'wrap',
  'patience',
] as const satisfies readonly (keyof FloorWords)[];

const settings = {
  pacing: 'pacing',
  dials: 'dialsPerSecond',
  abandonTarget: 'abandonTarget',
  answer: 'answerRate',
  machines: 'machineRate',
  machineDetection: 'machineDetection',
  declined: 'declineRate',
  attempts: 'maxAttempts',
  talk: 'talkMs',
  wrap: 'wrapMs',
  patience: 'patienceMs',
} as const satisfies Partial<Record<keyof FloorWords, keyof FloorCampaignOptions>>;

/** Returns the floor that options say: what they name holds for each campaign, and the agents are shared out as on the usual floor. */
export function floorOf(words: FloorWords): FloorOptions {
  const { seed, tenant, shift, agents } = words;
  const said = Object.entries(settings).flatMap(([word, setting]) => {
    const value = words[word as keyof typeof settings];
    return value === undefined ? [] : [[setting, value] as const];
  });
  const campaigns = shareOut(usualCampaigns(words.campaigns), agents).map((campaign) => ({
    ...campaign,
    ...Object.fromEntries(said),
  }));
  return {
    seed,
    campaigns,
    ...(tenant === undefined ? {} : { tenant }),
    ...(shift === undefined ? {} : { shiftMs: shift }),
  };
}

/** The usual campaigns first, then more like them. */
function usualCampaigns(count: number = defaultFloor.length): readonly FloorCampaignOptions[] {
  return Array.from({ length: count }, (_, index) => {
    const like = defaultFloor[index % defaultFloor.length] ?? { name: 'Campaign', agents: 1 };
    return index < defaultFloor.length ? like : { ...like, name: `Campaign${index + 1}` };
  });
}

/** Gives each campaign its part of the agents, and each at least one. */
function shareOut(
  campaigns: readonly FloorCampaignOptions[],
  agents: number | undefined,
): readonly FloorCampaignOptions[] {
  if (agents === undefined) return campaigns;
  const usual = campaigns.reduce((sum, campaign) => sum + campaign.agents, 0);
  let [given, before] = [0, 0];
  return campaigns.map((campaign, index) => {
    before += campaign.agents;
    const until = Math.round((agents * before) / usual);
    const part = Math.max(1, Math.min(until - given, agents - given - (campaigns.length - index - 1)));
    given += part;
    return { ...campaign, agents: part };
  });
}

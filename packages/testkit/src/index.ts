export { type CampaignProfile, defaultAgents, defaultCampaigns } from './shift/campaign-profile.ts';
export { createShift, type Shift, type ShiftOptions } from './shift/create-shift.ts';
export { createRandom, type Random } from './shift/random.ts';
export { fictionalBlocks } from './shift/telephone-numbers.ts';

import { type CampaignProfile, defaultCampaigns } from '@sdmp/testkit';

/** Returns this number of campaigns: the usual ones first, then plain ones. Undefined asks for the usual ones. */
export function campaignsOf(count: number | undefined): readonly CampaignProfile[] {
  if (count === undefined) return defaultCampaigns;
  return Array.from({ length: count }, (_, index) => defaultCampaigns[index] ?? { name: `Campaign${index + 1}` });
}

import type { CampaignProfile } from '@sdmp/testkit';
import type { OutcomesRequest } from '@sdmp/runtime';

export const campaigns: readonly CampaignProfile[] = Array.from({ length: 100 }, (_, index) => ({
  name: `C${index}`,
}));

/** The first one takes everything, each other a campaign: its successes, its failures or both. */
export function subscriberRequests(count: number): OutcomesRequest[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return {};
    const campaignName = `C${index % campaigns.length}`;
    if (index % 3 === 0) return { campaignName, successOutcomes: true };
    return index % 3 === 1 ? { campaignName, failureOutcomes: true } : { campaignName };
  });
}

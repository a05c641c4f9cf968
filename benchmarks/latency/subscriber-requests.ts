import type { CampaignProfile } from '@sdmp/testkit';
import type { OutcomesRequest } from '@sdmp/runtime';

export const campaigns: readonly CampaignProfile[] = Array.from({ length: 100 }, (_, index) => ({
  name: `C${index}`,
}));

/** Returns the requests: the first subscribes to everything, each other to the successes, failures or both of a campaign. */
export function subscriberRequests(count: number): OutcomesRequest[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return {};
    const campaignName = `C${index % campaigns.length}`;
    if (index % 3 === 0) return { campaignName, successOutcomes: true };
    return index % 3 === 1 ? { campaignName, failureOutcomes: true } : { campaignName };
  });
}

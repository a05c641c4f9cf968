import { defineMessage } from '../../../../define-message.ts';
import { campaignName, campaignUniqueId, tenantDescriptor } from '../../../parameters/scope.ts';

export const campaignOpen = defineMessage({
  code: 'CO',
  name: 'CampaignOpen',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Confirms that a campaign is open.',
  example: String.raw`CO\TDTenant1\CNCustCare\YC{...}`,
  source: '/Suite/API-Guide/campaign/fromDialer/CO-CampaignOpen.htm',
  parameters: [{ ...campaignName, mandatory: true }, tenantDescriptor, campaignUniqueId],
});

import { defineMessage } from '../../../../define-message.ts';

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
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'YC',
      name: 'campaignUniqueId',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Unique id of the campaign session.',
    },
  ],
});

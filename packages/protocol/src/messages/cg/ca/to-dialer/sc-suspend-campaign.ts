import { defineMessage } from '../../../../define-message.ts';

export const suspendCampaign = defineMessage({
  code: 'SC',
  name: 'SuspendCampaign',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Suspends a campaign.',
  example: String.raw`SC\CNCustCare`,
  source: '/Suite/API-Guide/campaign/toDialer/SC-SuspendCampaign.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'SB', name: 'sendNumbersBack', kind: 'flag', summary: 'Return held numbers.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
  ],
});

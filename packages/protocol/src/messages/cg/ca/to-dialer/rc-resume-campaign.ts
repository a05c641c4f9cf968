import { defineMessage } from '../../../../define-message.ts';

export const resumeCampaign = defineMessage({
  code: 'RC',
  name: 'ResumeCampaign',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Resumes a suspended campaign.',
  example: String.raw`RC\CNCustCare\PI`,
  source: '/Suite/API-Guide/campaign/toDialer/RC-ResumeCampaign.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'PI', name: 'predictiveImmediate', kind: 'flag', summary: 'Predictive dialing may overdial at once.' },
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

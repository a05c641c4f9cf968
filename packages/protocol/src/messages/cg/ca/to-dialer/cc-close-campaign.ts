import { defineMessage } from '../../../../define-message.ts';

export const closeCampaign = defineMessage({
  code: 'CC',
  name: 'CloseCampaign',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Closes a campaign.',
  example: String.raw`CC\CNCustCare\SB`,
  source: '/Suite/API-Guide/campaign/toDialer/CC-CloseCampaign.htm',
  parameters: [
    { code: 'C2', name: 'campaignTwo', kind: 'string', min: 1, max: 80, summary: 'Campaign the agents go to.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'SB',
      name: 'sendNumbersBack',
      kind: 'flag',
      summary: 'Shut down at once and send held numbers back; treated as present from 8.0.63.0.',
    },
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
    {
      code: 'TV',
      name: 'timeoutValue',
      kind: 'integer',
      min: 1,
      max: 3600,
      summary: 'Seconds before the campaign is killed; default 3600.',
    },
    { code: 'WC', name: 'workCache', kind: 'flag', summary: 'Work cache flag; description not documented publicly.' },
  ],
});

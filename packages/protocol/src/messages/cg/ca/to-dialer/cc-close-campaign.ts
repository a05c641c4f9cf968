import { defineMessage } from '../../../../define-message.ts';
import { timeoutValue } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, campaignTwo, tenantDescriptor } from '../../../parameters/scope.ts';

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
    { ...campaignTwo, summary: 'Campaign the agents go to.' },
    campaignName,
    {
      code: 'SB',
      name: 'sendNumbersBack',
      kind: 'flag',
      summary: 'Shut down at once and send held numbers back; treated as present from 8.0.63.0.',
    },
    tenantDescriptor,
    token,
    { ...timeoutValue, summary: 'Seconds before the campaign is killed; default 3600.' },
    { code: 'WC', name: 'workCache', kind: 'flag', summary: 'Work cache flag; description not documented publicly.' },
  ],
});

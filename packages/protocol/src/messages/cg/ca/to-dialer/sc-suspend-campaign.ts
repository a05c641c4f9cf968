import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
    campaignName,
    { code: 'SB', name: 'sendNumbersBack', kind: 'flag', summary: 'Return held numbers.' },
    tenantDescriptor,
    token,
  ],
});

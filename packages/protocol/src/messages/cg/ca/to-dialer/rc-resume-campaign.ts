import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
    campaignName,
    { code: 'PI', name: 'predictiveImmediate', kind: 'flag', summary: 'Predictive dialing may overdial at once.' },
    tenantDescriptor,
    token,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const groupInService = defineMessage({
  code: 'IG',
  name: 'GroupInService',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Puts a queue into service.',
  example: String.raw`IG\TDtenant1\CNCustCare\GA200`,
  source: '/Suite/API-Guide/campaign/toDialer/IG-GroupInService.htm',
  parameters: [
    { ...campaignName, summary: 'Campaign name; mandatory if the call is predictive.' },
    { ...groupAddress, mandatory: true },
    tenantDescriptor,
    token,
  ],
});

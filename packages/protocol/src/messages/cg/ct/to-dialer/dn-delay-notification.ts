import { defineMessage } from '../../../../define-message.ts';
import { calledNumber, sessionIdentifier, sessionUUID } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const delayNotification = defineMessage({
  code: 'DN',
  name: 'DelayNotification',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that a dialed call is still being set up.',
  example: String.raw`DN\CNCustCare\TN01992783287`,
  source: '/Suite/API-Guide/cti/toDialer/DN-DelayNotification.htm',
  parameters: [
    campaignName,
    {
      code: 'DR',
      name: 'delayReason',
      kind: 'integer',
      min: 0,
      max: 2,
      summary: 'Call progress: 0 queued; 1 proceeding; 2 alerting.',
    },
    { ...sessionIdentifier, summary: 'Session identifier; TN or SI names the called party.' },
    tenantDescriptor,
    token,
    calledNumber,
    { ...sessionUUID, since: '10.7.596' },
  ],
});

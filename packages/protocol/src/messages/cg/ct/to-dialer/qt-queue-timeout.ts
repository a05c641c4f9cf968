import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const queueTimeout = defineMessage({
  code: 'QT',
  name: 'QueueTimeout',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that a queued call reached its timeout.',
  example: String.raw`QT\CNCustCare\SIBBFD0004`,
  source: '/SCC/API-Guide/cti/toDialer/QT-QueueTimeout.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    { ...groupAddress, since: '10.6.633' },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    token,
  ],
});

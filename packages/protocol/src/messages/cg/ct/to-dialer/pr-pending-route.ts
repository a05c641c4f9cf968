import { defineMessage } from '../../../../define-message.ts';
import { calledNumber, sessionIdentifier, sessionUUID } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const pendingRoute = defineMessage({
  code: 'PR',
  name: 'PendingRoute',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that a live call is being routed to an agent.',
  notes: 'To be sent as soon as a launched call is classified as live, before answering machine detection.',
  example: String.raw`PR\TDTenantA\SI4556ABC`,
  source: '/Suite/API-Guide/cti/toDialer/PR-PendingRoute.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    calledNumber,
    { ...sessionUUID, since: '10.7.596' },
  ],
});

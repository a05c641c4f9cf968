import { defineMessage } from '../../../../define-message.ts';
import { sessionIdLimits } from '../../../shared-contradictions.ts';

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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'SI',
      name: 'sessionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      mandatory: true,
      summary: 'Session identifier.',
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
      code: 'TN',
      name: 'telephoneNumber',
      kind: 'string',
      min: 0,
      max: 80,
      summary: 'Telephone number; TN or SI names the called party.',
    },
    {
      code: 'YS',
      name: 'sessionUUID',
      kind: 'string',
      min: 20,
      max: 50,
      since: '10.7.596',
      contradictions: [sessionIdLimits],
      summary: 'UUID of the media session.',
    },
  ],
});

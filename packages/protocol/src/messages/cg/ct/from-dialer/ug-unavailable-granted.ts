import { defineMessage } from '../../../../define-message.ts';
import { agentIdLimits, transactionLength } from '../../../shared-contradictions.ts';

export const unavailableGranted = defineMessage({
  code: 'UG',
  name: 'UnavailableGranted',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the telephony layer that an agent has been made unavailable.',
  example: String.raw`UG\TDdefault\CNCustCare\AN2`,
  source: '/Suite/API-Guide/cti/fromDialer/UG-UnavailableGranted.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      contradictions: [transactionLength],
      summary: 'Transaction identifier; 80 characters for integrators, 7 reserved.',
    },
    {
      code: 'YA',
      name: 'agentUniqueId',
      kind: 'string',
      min: 20,
      max: 50,
      since: '10.7.596',
      contradictions: [agentIdLimits],
      summary: 'Unique id of the agent session.',
    },
  ],
});

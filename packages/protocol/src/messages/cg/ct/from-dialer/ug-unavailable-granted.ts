import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueId } from '../../../parameters/agent.ts';
import { transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
    agentIdentifier,
    { ...campaignName, mandatory: true },
    tenantDescriptor,
    { ...transactionIdentifier, summary: 'Transaction identifier; 80 characters for integrators, 7 reserved.' },
    { ...agentUniqueId, since: '10.7.596' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const nowUnavailableGranted = defineMessage({
  code: 'NU',
  name: 'NowUnavailableGranted',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Confirms that an agent is now unavailable.',
  example: String.raw`NU\CNCustCare\AN2`,
  source: '/SCC/API-Guide/cti/toDialer/NU-NowUnavailableGranted.htm',
  parameters: [agentIdentifier, { ...campaignName, mandatory: true }, tenantDescriptor, token],
});

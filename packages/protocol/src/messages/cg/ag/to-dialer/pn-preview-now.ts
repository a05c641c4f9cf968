import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const previewNow = defineMessage({
  code: 'PN',
  name: 'PreviewNow',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Asks for the next preview to start.',
  notes: 'Cancels the breathing space timer (P2 of OT and MC).',
  example: String.raw`PN\TDTenant1\CNCustCare\ANJoe`,
  source: '/SCC/API-Guide/agent/toDialer/PN-PreviewNow.htm',
  parameters: [{ ...agentIdentifier, mandatory: true }, campaignName, tenantDescriptor, token],
});

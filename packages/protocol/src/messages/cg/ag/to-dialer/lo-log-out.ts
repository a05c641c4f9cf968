import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, userIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const logOut = defineMessage({
  code: 'LO',
  name: 'LogOut',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Logs an agent out of the campaign.',
  notes: 'To be sent once AU has been acknowledged by AF.',
  example: String.raw`LO\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/LO-LogOut.htm',
  parameters: [agentIdentifier, campaignName, userIdentifier, tenantDescriptor, token],
});

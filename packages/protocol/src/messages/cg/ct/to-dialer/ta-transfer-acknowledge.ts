import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueId, secondAgent } from '../../../parameters/agent.ts';
import { sessionIdentifier, sessionUUID, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const transferAcknowledge = defineMessage({
  code: 'TA',
  name: 'TransferAcknowledge',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports the progress of a transfer.',
  source: '/Suite/API-Guide/cti/toDialer/TA-TransferAcknowledge.htm',
  parameters: [
    { ...secondAgent, summary: 'Agent that sent the transfer.' },
    agentIdentifier,
    { ...campaignName, mandatory: true },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Transfer state: 0 connected; 1 disconnected; 2 no inquiry call; 3 request succeeded; 4 conferencing.',
    },
    { ...sessionIdentifier, mandatory: true, summary: 'Session identifier; TN or SI names the called party.' },
    tenantDescriptor,
    token,
    telephoneNumber,
    { ...agentUniqueId, since: '10.7.596' },
    {
      code: 'YL',
      name: 'transfereeAgentUniqueId',
      kind: 'string',
      min: 20,
      max: 50,
      mandatory: true,
      since: '10.7.596',
      summary: 'UUID of the agent the call is transferred to.',
    },
    { ...sessionUUID, since: '10.7.596' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, secondAgent } from '../../../parameters/agent.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, campaignTwo, tenantDescriptor } from '../../../parameters/scope.ts';

export const agentSwap = defineMessage({
  code: 'AS',
  name: 'AgentSwap',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Moves an agent to another campaign, optionally in exchange for a second agent.',
  source: '/Suite/API-Guide/management/toDialer/AS-AgentSwap.htm',
  parameters: [
    { ...secondAgent, summary: 'Other agent of the swap.' },
    { ...agentIdentifier, mandatory: true, summary: 'Agent to move.' },
    { ...campaignTwo, mandatory: true, summary: 'Campaign to move to.' },
    { ...campaignName, mandatory: true, summary: 'Campaign the agent is on now.' },
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueIdUpTo80 } from '../../../parameters/agent.ts';
import { campaignName, campaignUniqueId, tenantDescriptor } from '../../../parameters/scope.ts';
import { sessionIdLimits } from '../../../shared-contradictions.ts';

export const agentReady = defineMessage({
  code: 'AR',
  name: 'AgentReady',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the agent application that an agent is ready for a call.',
  example: String.raw`AR\TDdefault\CNCustCare\AN2`,
  source: '/Suite/API-Guide/agent/fromDialer/AR-AgentReady.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { code: 'CB', name: 'callback', kind: 'flag', since: '10.7.62', summary: 'Agent is reserved for a callback.' },
    { ...campaignName, mandatory: true },
    {
      code: 'SI',
      name: 'sessionID',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.1057',
      contradictions: ['SessionID of at most 80 characters here; SessionIdentifier of at most 120 elsewhere.'],
      summary: 'Last session; name and maximum differ from the SI of other messages.',
    },
    tenantDescriptor,
    { ...agentUniqueIdUpTo80, mandatory: true, since: '10.7.1057' },
    { ...campaignUniqueId, mandatory: true, since: '10.7.1057' },
    {
      code: 'YS',
      name: 'sessionUniqueId',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.1057',
      contradictions: [sessionIdLimits],
      summary: 'UUID of the last session.',
    },
  ],
});

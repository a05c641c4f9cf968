import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { data, sessionIdentifier } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const routeDecision = defineMessage({
  code: 'RX',
  name: 'RouteDecision',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Gives the agent application the routing result for a session.',
  source: '/SCC/API-Guide/agent/fromDialer/RX-RouteDecision.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    { ...data, summary: 'Session data.' },
    {
      code: 'RD',
      name: 'routeAddress',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Address the call will be routed to.',
    },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 no record matched; 1 one record; 2 several records.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
  ],
});

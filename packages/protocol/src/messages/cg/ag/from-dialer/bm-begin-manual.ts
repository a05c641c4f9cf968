import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const beginManual = defineMessage({
  code: 'BM',
  name: 'BeginManual',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  since: '10.6.345',
  completeness: 'complete',
  summary: 'Starts a manual call cycle for an agent so that the application can show its screen pop.',
  example: String.raw`BM\TDdefault\CNHello\AN2`,
  source: '/SCC/API-Guide/agent/fromDialer/BM-BeginManual.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    {
      code: 'CB',
      name: 'callback',
      kind: 'flag',
      since: '10.6.812',
      summary: 'Agent is reserved for a callback. From 10.6.812 and, on the 10.7 branch, from 10.7.74.',
    },
    { ...campaignName, mandatory: true },
    tenantDescriptor,
  ],
});

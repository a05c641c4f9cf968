import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const requeue = defineMessage({
  code: 'RQ',
  name: 'Requeue',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Asks for the connected call to be queued again.',
  example: String.raw`RQ\TDdefault\CNInbound\AN1\GA1000`,
  source: '/SCC/API-Guide/agent/toDialer/RQ-Requeue.htm',
  parameters: [
    agentIdentifier,
    campaignName,
    { ...groupAddress, mandatory: true, summary: 'Queue the call is to be queued to; may belong to another campaign.' },
    tenantDescriptor,
    token,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, campaignTwo, tenantDescriptor } from '../../../parameters/scope.ts';

export const agentMoving = defineMessage({
  code: 'AM',
  name: 'AgentMoving',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Moves an agent to another campaign.',
  example: String.raw`AM\ANBob\CNSales\C2CustCare`,
  source: '/Suite/API-Guide/agent/toDialer/AM-AgentMoving.htm',
  parameters: [
    agentIdentifier,
    { code: 'BM', name: 'blendMove', kind: 'flag', since: '10.7.1228', summary: 'Move caused by blending.' },
    { ...campaignTwo, mandatory: true, summary: 'Target campaign.' },
    campaignName,
    { code: 'KH', name: 'keepHome', kind: 'flag', since: '10.6.418', summary: 'Keep the home campaign.' },
    tenantDescriptor,
    token,
    { ...transactionIdentifier, summary: 'Transaction identifier; not for end users.' },
  ],
});

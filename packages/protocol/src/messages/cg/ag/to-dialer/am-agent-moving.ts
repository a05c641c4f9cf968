import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'BM', name: 'blendMove', kind: 'flag', since: '10.7.1228', summary: 'Move caused by blending.' },
    { code: 'C2', name: 'campaignTwo', kind: 'string', min: 1, max: 80, mandatory: true, summary: 'Target campaign.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'KH', name: 'keepHome', kind: 'flag', since: '10.6.418', summary: 'Keep the home campaign.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      contradictions: [transactionLength],
      summary: 'Transaction identifier; not for end users.',
    },
  ],
});

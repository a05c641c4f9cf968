import { defineMessage } from '../../../../define-message.ts';

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
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'GA',
      name: 'groupAddress',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Queue the call is to be queued to; may belong to another campaign.',
    },
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
  ],
});

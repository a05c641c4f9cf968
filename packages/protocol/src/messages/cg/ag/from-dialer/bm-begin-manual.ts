import { defineMessage } from '../../../../define-message.ts';

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
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Agent (endpoint) identifier.',
    },
    {
      code: 'CB',
      name: 'callback',
      kind: 'flag',
      since: '10.6.812',
      summary: 'Agent is reserved for a callback. From 10.6.812 and, on the 10.7 branch, from 10.7.74.',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
  ],
});

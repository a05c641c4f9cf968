import { defineMessage } from '../../../../define-message.ts';

export const agentAvailable = defineMessage({
  code: 'AA',
  name: 'AgentAvailable',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Makes an agent available for calls.',
  example: String.raw`AA\TDdefault\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/AA-AgentAvailable.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'GP', name: 'goPreview', kind: 'flag', summary: 'Preview agent; deprecated in 10.7.28.' },
    {
      code: 'QI',
      name: 'userIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.28',
      summary: 'User identifier.',
    },
    { code: 'SK', name: 'skillset', kind: 'string', min: 1, max: 4000, summary: 'Comma-separated skills.' },
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

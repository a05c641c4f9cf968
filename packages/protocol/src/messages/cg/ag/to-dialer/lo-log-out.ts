import { defineMessage } from '../../../../define-message.ts';

export const logOut = defineMessage({
  code: 'LO',
  name: 'LogOut',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Logs an agent out of the campaign.',
  notes: 'To be sent once AU has been acknowledged by AF.',
  example: String.raw`LO\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/LO-LogOut.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'QI', name: 'userIdentifier', kind: 'string', min: 1, max: 80, summary: 'User identifier.' },
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

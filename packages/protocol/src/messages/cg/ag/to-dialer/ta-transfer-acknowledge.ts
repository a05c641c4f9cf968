import { defineMessage } from '../../../../define-message.ts';

export const transferAcknowledge = defineMessage({
  code: 'TA',
  name: 'TransferAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Answers an offered transfer.',
  example: String.raw`TA\CNCustCare\AN2\RS1`,
  source: '/Suite/API-Guide/agent/toDialer/TA-TransferAcknowledge.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 5,
      mandatory: true,
      summary: '0 or 1 in this message; 1 = accepted in the example.',
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

import { defineMessage } from '../../../../define-message.ts';

export const previewNow = defineMessage({
  code: 'PN',
  name: 'PreviewNow',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Asks for the next preview to start.',
  notes: 'Cancels the breathing space timer (P2 of OT and MC).',
  example: String.raw`PN\TDTenant1\CNCustCare\ANJoe`,
  source: '/SCC/API-Guide/agent/toDialer/PN-PreviewNow.htm',
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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
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

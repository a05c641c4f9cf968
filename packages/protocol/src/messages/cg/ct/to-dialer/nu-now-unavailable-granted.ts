import { defineMessage } from '../../../../define-message.ts';

export const nowUnavailableGranted = defineMessage({
  code: 'NU',
  name: 'NowUnavailableGranted',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Confirms that an agent is now unavailable.',
  example: String.raw`NU\CNCustCare\AN2`,
  source: '/SCC/API-Guide/cti/toDialer/NU-NowUnavailableGranted.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
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

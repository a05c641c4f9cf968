import { defineMessage } from '../../../../define-message.ts';

export const portFree = defineMessage({
  code: 'PF',
  name: 'PortFree',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that a port has become free.',
  notes: 'Mandatory in CTI schema 2.',
  example: String.raw`PF\CNCustCare\POmainstfl3port18`,
  source: '/Suite/API-Guide/cti/toDialer/PF-PortFree.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'PO',
      name: 'portIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Port identifier.',
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

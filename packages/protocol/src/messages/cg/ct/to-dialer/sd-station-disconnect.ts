import { defineMessage } from '../../../../define-message.ts';

export const stationDisconnect = defineMessage({
  code: 'SD',
  name: 'StationDisconnect',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that an agent station has been released from a call.',
  notes: 'Mandatory in CTI schema 2.',
  example: String.raw`SD\CNCustCare\AE43`,
  source: '/Suite/API-Guide/cti/toDialer/SD-StationDisconnect.htm',
  parameters: [
    {
      code: 'AE',
      name: 'agentExtensionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      mandatory: true,
      summary: 'Agent extension.',
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

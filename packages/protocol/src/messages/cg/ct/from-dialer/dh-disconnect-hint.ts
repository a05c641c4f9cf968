import { defineMessage } from '../../../../define-message.ts';

export const disconnectHint = defineMessage({
  code: 'DH',
  name: 'DisconnectHint',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Gives the telephony layer a disconnect hint for a session.',
  notes: 'Further rows may exist but are not documented publicly.',
  example: String.raw`DH\TDdefault\CNCustCare\SI87654321\TN01296381200`,
  source: '/Suite/API-Guide/cti/fromDialer/DH-DisconnectHint.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'SI',
      name: 'sessionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      mandatory: true,
      summary: 'Session identifier.',
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
      code: 'TN',
      name: 'telephoneNumber',
      kind: 'string',
      min: 0,
      max: 80,
      mandatory: true,
      summary: 'Telephone number.',
    },
  ],
});

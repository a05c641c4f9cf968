import { defineMessage } from '../../../../define-message.ts';

export const dtmfPlay = defineMessage({
  code: 'DP',
  name: 'DTMFPlay',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Asks the telephony layer to play DTMF digits.',
  example: String.raw`DP\TDdefault\CNCustCare\SI00000123\DN1234`,
  source: '/SCC/API-Guide/cti/fromDialer/DP-DTMFPlay.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'DN',
      name: 'dialedNumber',
      kind: 'string',
      min: 0,
      max: 80,
      mandatory: true,
      summary: 'Digits to play: 0-9, #, *, A-D.',
    },
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
  ],
});

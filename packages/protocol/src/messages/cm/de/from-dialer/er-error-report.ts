import { defineMessage } from '../../../../define-message.ts';
import { errorCode } from '../../../parameters/envelope.ts';
import { faultyMessageName } from '../../../shared-contradictions.ts';

export const errorReport = defineMessage({
  code: 'ER',
  name: 'ErrorReport',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a rejected message and its error code.',
  example: String.raw`CM:DE:ER\EC33\FM"OC\TDTenant1\CMTest"`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/ER-ErrorReport.htm',
  parameters: [
    { ...errorCode, mandatory: true },
    {
      code: 'FM',
      name: 'formattedMessage',
      kind: 'quoted',
      min: 1,
      mandatory: true,
      contradictions: [faultyMessageName],
      summary:
        'The rejected message between double quotes; may be shortened, but its TK is always returned. Maximum not documented publicly.',
    },
  ],
});

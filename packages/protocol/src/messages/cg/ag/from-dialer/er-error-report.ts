import { defineMessage } from '../../../../define-message.ts';
import { errorCode, message } from '../../../parameters/envelope.ts';
import { errorCodeForm, faultyMessageName, missingNameCode } from '../../../shared-contradictions.ts';

export const errorReport = defineMessage({
  code: 'ER',
  name: 'ErrorReport',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a rejected message and its error code.',
  example: String.raw`ER\EC30\FM"AL\CNCustCare\ADTom"`,
  source: '/Suite/API-Guide/agent/fromDialer/ER-ErrorReport.htm',
  parameters: [
    { ...errorCode, mandatory: true, contradictions: [errorCodeForm, missingNameCode] },
    {
      code: 'FM',
      name: 'formattedMessage',
      kind: 'quoted',
      min: 1,
      mandatory: true,
      contradictions: [faultyMessageName],
      summary: 'The rejected message in full, between double quotes; no maximum length.',
    },
    { ...message, since: '10.7.1401' },
  ],
});

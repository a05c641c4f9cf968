import { defineMessage } from '../../../../define-message.ts';
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
    {
      code: 'EC',
      name: 'errorCode',
      kind: 'integer',
      min: 1,
      max: 9999,
      mandatory: true,
      contradictions: [errorCodeForm, missingNameCode],
      summary: 'Error code.',
    },
    {
      code: 'FM',
      name: 'formattedMessage',
      kind: 'quoted',
      min: 1,
      mandatory: true,
      contradictions: [faultyMessageName],
      summary: 'The rejected message in full, between double quotes; no maximum length.',
    },
    {
      code: 'MS',
      name: 'message',
      kind: 'string',
      min: 0,
      max: 255,
      since: '10.7.1401',
      summary: 'Reason text, set when a validating proxy raised the error.',
    },
  ],
});

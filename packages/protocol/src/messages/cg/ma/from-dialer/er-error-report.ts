import { defineMessage } from '../../../../define-message.ts';
import { errorCodeForm, faultyMessageName } from '../../../shared-contradictions.ts';

export const errorReport = defineMessage({
  code: 'ER',
  name: 'ErrorReport',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a rejected message and its error code.',
  notes: 'The same message exists on every interface and every client must support it.',
  example: String.raw`ER\EC803\FM"CZ\CNCustCare\ZC0"`,
  source: '/Suite/API-Guide/management/fromDialer/ER-ErrorReport.htm',
  parameters: [
    {
      code: 'EC',
      name: 'errorCode',
      kind: 'integer',
      min: 1,
      max: 9999,
      mandatory: true,
      contradictions: [errorCodeForm],
      summary: 'Error code. The limits 1 to 3 are a number of digits; other interfaces give 1 to 9999.',
    },
    {
      code: 'FM',
      name: 'faultyMessage',
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

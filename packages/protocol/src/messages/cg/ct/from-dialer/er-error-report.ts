import { defineMessage } from '../../../../define-message.ts';
import { errorCode, faultyMessage, message } from '../../../parameters/envelope.ts';
import { errorCodeForm, missingNameCode } from '../../../shared-contradictions.ts';

export const errorReport = defineMessage({
  code: 'ER',
  name: 'ErrorReport',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a rejected message and its error code.',
  example: String.raw`ER\EC30\FM"CF\TN01234000001\CA2"`,
  source: '/Suite/API-Guide/cti/fromDialer/ER-ErrorReport.htm',
  parameters: [
    {
      ...errorCode,
      mandatory: true,
      contradictions: [errorCodeForm, missingNameCode],
      summary:
        'Error code, typed string on this interface. The limits 1 to 3 are a number of digits; other interfaces give int 1 to 9999.',
    },
    { ...faultyMessage, mandatory: true },
    { ...message, since: '10.7.1401' },
  ],
});

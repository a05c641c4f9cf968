import { defineMessage } from '../../../../define-message.ts';
import { errorCode, faultyMessage, message } from '../../../parameters/envelope.ts';

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
      ...errorCode,
      mandatory: true,
      summary: 'Error code. The limits 1 to 3 are a number of digits; other interfaces give 1 to 9999.',
    },
    { ...faultyMessage, mandatory: true },
    { ...message, since: '10.7.1401' },
  ],
});

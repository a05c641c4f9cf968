import { defineMessage } from '../../../../define-message.ts';
import { errorCode, faultyMessage, message } from '../../../parameters/envelope.ts';

export const errorReport = defineMessage({
  code: 'ER',
  name: 'ErrorReport',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a rejected message and its error code.',
  example: String.raw`ER\EC36\FM"RC\CNCustCare\PI"`,
  source: '/Suite/API-Guide/campaign/fromDialer/ER-ErrorReport.htm',
  parameters: [
    { ...errorCode, mandatory: true },
    { ...faultyMessage, mandatory: true },
    { ...message, since: '10.7.1401' },
  ],
});

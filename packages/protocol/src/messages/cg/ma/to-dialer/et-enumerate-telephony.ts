import { defineMessage } from '../../../../define-message.ts';
import { identifyCTI } from '../../../parameters/call.ts';
import { rateControl, transactionIdentifier } from '../../../parameters/envelope.ts';

export const enumerateTelephony = defineMessage({
  code: 'ET',
  name: 'EnumerateTelephony',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to selected telephony events.',
  notes:
    'Answered by TE. Registering for LC also reports inbound calls (IC). The rows after MK are not documented publicly. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`ET\TXABSales1\CI\LC\CD`,
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  answeredBy: { code: 'TE' },
  parameters: [
    {
      code: 'AR',
      name: 'agentReady',
      kind: 'flag',
      since: '10.7.1057',
      summary: 'Send TE for every AR of the telephony layer.',
    },
    { code: 'CD', name: 'callDisconnect', kind: 'flag', summary: 'Send TE for every CD.' },
    { code: 'CI', name: 'callInitiate', kind: 'flag', summary: 'Send TE for every CI.' },
    rateControl,
    { code: 'CT', name: 'callTransfer', kind: 'flag', summary: 'Send TE for every CT.' },
    { code: 'HA', name: 'holdAdvise', kind: 'flag', since: '10.7.66', summary: 'Send TE for every HA.' },
    identifyCTI,
    { code: 'LC', name: 'lineConnect', kind: 'flag', summary: 'Send TE for every LC (and IC for inbound calls).' },
    { code: 'LK', name: 'listenAcknowledge', kind: 'flag', since: '10.7.66', summary: 'Send TE for every LK.' },
    { code: 'MK', name: 'muteAcknowledge', kind: 'flag', since: '10.7.66', summary: 'Send TE for every MK.' },
    { code: 'ND', name: 'nowDisconnected', kind: 'flag', certainty: 'inferred', summary: 'Send TE for every ND.' },
    { ...transactionIdentifier, mandatory: true, certainty: 'example' },
  ],
});

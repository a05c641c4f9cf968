import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'CS',
      name: 'rateControl',
      kind: 'count',
      min: 1,
      max: 1000000,
      since: '10.6.660',
      contradictions: [rateControlType],
      summary:
        'Event messages per second the subscriber accepts during the replay after re-subscribing; default 100 per persist token. Typed string in the documentation, numeric value.',
    },
    { code: 'CT', name: 'callTransfer', kind: 'flag', summary: 'Send TE for every CT.' },
    { code: 'HA', name: 'holdAdvise', kind: 'flag', since: '10.7.66', summary: 'Send TE for every HA.' },
    {
      code: 'IC',
      name: 'identifyCTI',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Telephony layer (switch) identifier.',
    },
    { code: 'LC', name: 'lineConnect', kind: 'flag', summary: 'Send TE for every LC (and IC for inbound calls).' },
    { code: 'LK', name: 'listenAcknowledge', kind: 'flag', since: '10.7.66', summary: 'Send TE for every LK.' },
    { code: 'MK', name: 'muteAcknowledge', kind: 'flag', since: '10.7.66', summary: 'Send TE for every MK.' },
    { code: 'ND', name: 'nowDisconnected', kind: 'flag', certainty: 'inferred', summary: 'Send TE for every ND.' },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      certainty: 'example',
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

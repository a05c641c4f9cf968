import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateSwitches = defineMessage({
  code: 'ES',
  name: 'EnumerateSwitches',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the connected switches.',
  notes: 'Answered by SZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`ES\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/ES-EnumerateSwitches.htm',
  answeredBy: { code: 'SZ' },
  parameters: [
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
    {
      code: 'PS',
      name: 'persistToken',
      kind: 'string',
      min: 1,
      max: 80,
      summary:
        'Keeps the subscription alive when the socket fails: events are buffered until the client reconnects and sends the request again.',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

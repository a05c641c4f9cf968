import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, timeStampType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateSessions = defineMessage({
  code: 'EI',
  name: 'EnumerateSessions',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to call detail records.',
  notes: 'Answered by IZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EI\TXABC001\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/EI-EnumerateSessions.htm',
  answeredBy: { code: 'IZ' },
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign filter.' },
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
    { code: 'GA', name: 'groupAddress', kind: 'string', min: 1, max: 80, summary: 'Queue filter.' },
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
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
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
      code: 'TS',
      name: 'timeStamp',
      kind: 'string',
      min: 1,
      max: 50,
      contradictions: [timeStampType],
      summary:
        'Earliest event time wanted, OLE Automation date in local time; one hour of history is kept for failover.',
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

import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, timeStampType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateNotifications = defineMessage({
  code: 'EN',
  name: 'EnumerateNotifications',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to notifications by facility and severity.',
  notes:
    'Answered by NE. CallGem keeps the notifications of the last hour. The example sends FA without a value and SE 4 and describes this as all warnings and errors. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EN\TXABC001\TDtenant1\FA\SE4`,
  source: '/Suite/API-Guide/management/toDialer/EN-EnumerateNotifications.htm',
  answeredBy: { code: 'NE' },
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
      code: 'FA',
      name: 'facility',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Application the notifications come from, for example AlertMon, Scheduler or Scripter.',
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
      code: 'SE',
      name: 'severity',
      kind: 'integer',
      min: 1,
      max: 4,
      mandatory: true,
      summary: 'Severity: 1 notification; 2 warning; 3 error; 4 fatal error.',
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
      summary: 'Earliest event time wanted, OLE Automation date in local time.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      certainty: 'example',
      contradictions: [transactionLength],
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. The row itself is not documented publicly.',
    },
  ],
});

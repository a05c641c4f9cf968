import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateCampaigns = defineMessage({
  code: 'EC',
  name: 'EnumerateCampaigns',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the state of running campaigns.',
  notes: 'Answered by CZ. Only running campaigns are reported. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EC\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/EC-EnumerateCampaigns.htm',
  answeredBy: { code: 'CZ' },
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
      code: 'TW',
      name: 'timeWindow',
      kind: 'integer',
      min: 1,
      max: 1440,
      since: '10.7.454',
      summary: 'Interval of periodic refresh CZ messages; none when absent. The unit is not documented publicly.',
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

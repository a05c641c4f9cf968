import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateOutcomes = defineMessage({
  code: 'EO',
  name: 'EnumerateOutcomes',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to call outcomes reported by the telephony layer and by agents.',
  notes:
    'Answered by a stream of OZ. At least one of FO and SO is required. PersistToken behaviour changed in 10.6.263. Which outcomes SO and FO select is not documented publicly.',
  example: String.raw`EO\CNSales1\TXEOSales1\FO\SO`,
  source: '/Suite/API-Guide/management/toDialer/EO-EnumerateOutcomes.htm',
  answeredBy: { code: 'OZ' },
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
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
      code: 'FO',
      name: 'failureOutcomes',
      kind: 'flag',
      summary: 'Subscribe to outcomes of failed calls; at least one of FO and SO is required.',
    },
    {
      code: 'MO',
      name: 'managementOutcomes',
      kind: 'flag',
      summary: 'Management outcomes; for use by Campaign Manager only.',
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
      code: 'SO',
      name: 'successOutcomes',
      kind: 'flag',
      summary: 'Subscribe to outcomes of successful calls; at least one of FO and SO is required.',
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
  rules: [{ rule: 'atLeastOne', codes: ['FO', 'SO'] }],
});

import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateTenants = defineMessage({
  code: 'E1',
  name: 'EnumerateTenants',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the list of provisioned tenants and their service state.',
  notes:
    'Answered by Z1. PersistToken behaviour changed in 10.6.263. The note of the documentation about agents is a copying error.',
  example: String.raw`E1\TXABCTenants`,
  source: '/Suite/API-Guide/management/toDialer/E1-EnumerateTenants.htm',
  contradictions: ['Its note is about agents, copied from another topic.'],
  answeredBy: { code: 'Z1' },
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
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. 80 characters for integrators, 7 reserved.',
    },
  ],
});

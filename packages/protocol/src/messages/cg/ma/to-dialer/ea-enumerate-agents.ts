import { defineMessage } from '../../../../define-message.ts';
import { rateControlType, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateAgents = defineMessage({
  code: 'EA',
  name: 'EnumerateAgents',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to agent state.',
  notes: 'Answered by AZ. The end of the table is not documented publicly. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EA\TXABC001\TDdefault\CNCustCare\LD2`,
  source: '/Suite/API-Guide/management/toDialer/EA-EnumerateAgents.htm',
  answeredBy: { code: 'AZ' },
  parameters: [
    {
      code: 'CN',
      name: 'campaignName',
      kind: 'name',
      min: 1,
      max: 80,
      summary: 'Campaign filter; absent = agents of all campaigns.',
    },
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
      code: 'LD',
      name: 'levelOfDetail',
      kind: 'integer',
      min: 1,
      max: 4,
      summary:
        'Level of detail of AZ: 1 (default) gives ZA, W0 and W1; 2 adds DS, OS, Z3 and Z4; 3 adds Z0, Z1, Z2 and DT. The meaning of 4 is not documented publicly.',
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
      certainty: 'inferred',
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
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
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

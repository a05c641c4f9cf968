import { defineMessage } from '../../../../define-message.ts';
import { routeIdentity } from '../../../shared-contradictions.ts';

export const deleteIncomingCallRoute = defineMessage({
  code: 'DI',
  name: 'DeleteIncomingCallRoute',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Deletes a route for incoming calls.',
  notes: 'TD occurs only in the example. A release note calls the identity ID, the table calls it YI.',
  example: String.raw`DI\YISupportMail\TDSytel`,
  source: '/SCC/API-Guide/management/toDialer/DI-DeleteIncomingCallRoute.htm',
  parameters: [
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      certainty: 'example',
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
      code: 'YI',
      name: 'identity',
      kind: 'string',
      min: 0,
      max: 80,
      mandatory: true,
      contradictions: [routeIdentity],
      summary: 'Unique id of the route.',
    },
  ],
});

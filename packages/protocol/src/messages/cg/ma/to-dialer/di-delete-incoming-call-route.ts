import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { identity, tenantDescriptor } from '../../../parameters/scope.ts';

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
    { ...tenantDescriptor, certainty: 'example' },
    token,
    { ...identity, mandatory: true, summary: 'Unique id of the route.' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { dialedNumber, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { identity } from '../../../parameters/scope.ts';

export const updateIncomingCallRoute = defineMessage({
  code: 'UI',
  name: 'UpdateIncomingCallRoute',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Updates a route for incoming calls.',
  notes: 'The example writes the identity as ID, the table as YI. The mail address in the example was replaced.',
  example: String.raw`UI\IDGarryMail\DNuser@example.com\GAspamfilter`,
  source: '/SCC/API-Guide/management/toDialer/UI-UpdateIncomingCallRoute.htm',
  parameters: [
    { ...dialedNumber, summary: 'Dialed number.' },
    { code: 'GA', name: 'address', kind: 'string', min: 1, max: 80, mandatory: true, summary: 'Any address.' },
    token,
    telephoneNumber,
    { ...identity, mandatory: true },
  ],
});

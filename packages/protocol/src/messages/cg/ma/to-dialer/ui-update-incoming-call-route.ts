import { defineMessage } from '../../../../define-message.ts';
import { routeIdentity } from '../../../shared-contradictions.ts';

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
    { code: 'DN', name: 'dialedNumber', kind: 'string', min: 0, max: 80, summary: 'Dialed number.' },
    { code: 'GA', name: 'address', kind: 'string', min: 1, max: 80, mandatory: true, summary: 'Any address.' },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    { code: 'TN', name: 'telephoneNumber', kind: 'string', min: 0, max: 80, summary: 'Telephone number.' },
    {
      code: 'YI',
      name: 'identity',
      kind: 'string',
      min: 0,
      max: 80,
      mandatory: true,
      contradictions: [routeIdentity],
      summary: 'Unique id of the route; written ID in the example.',
    },
  ],
});

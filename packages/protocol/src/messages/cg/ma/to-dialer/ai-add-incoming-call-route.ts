import { defineMessage } from '../../../../define-message.ts';
import { routeIdentity } from '../../../shared-contradictions.ts';

export const addIncomingCallRoute = defineMessage({
  code: 'AI',
  name: 'AddIncomingCallRoute',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Adds a route for incoming calls.',
  notes:
    'The example writes the identity as ID, the table as YI. The purpose text of the documentation is that of A1. The domain of the mail address in the example was replaced.',
  example: String.raw`AI\IDSupportMail\DNsupport@example.com\GASupport Mailbox`,
  source: '/SCC/API-Guide/management/toDialer/AI-AddIncomingCallRoute.htm',
  contradictions: ['The text of its purpose is that of A1.'],
  parameters: [
    { code: 'DN', name: 'dialedNumber', kind: 'string', min: 0, max: 80, summary: 'Dialed number.' },
    {
      code: 'GA',
      name: 'groupAddress',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Any address; absent = landlord route; 0 and # = external with and without recording (from 10.6.577).',
    },
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

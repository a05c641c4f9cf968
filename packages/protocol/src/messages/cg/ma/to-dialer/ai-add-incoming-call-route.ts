import { defineMessage } from '../../../../define-message.ts';
import { dialedNumber, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { groupAddress, identity } from '../../../parameters/scope.ts';

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
    { ...dialedNumber, summary: 'Dialed number.' },
    {
      ...groupAddress,
      summary: 'Any address; absent = landlord route; 0 and # = external with and without recording (from 10.6.577).',
    },
    token,
    telephoneNumber,
    { ...identity, mandatory: true },
  ],
});

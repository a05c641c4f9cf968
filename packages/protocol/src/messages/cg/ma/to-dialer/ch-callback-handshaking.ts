import { defineMessage } from '../../../../define-message.ts';
import { identifyCTI, timeoutValue } from '../../../parameters/call.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const callbackHandshaking = defineMessage({
  code: 'CH',
  name: 'CallbackHandshaking',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Switches on handshaking for outbound callbacks and sets its timeout.',
  notes: 'BT reports a timeout.',
  source: '/Suite/API-Guide/management/toDialer/CH-CallbackHandshaking.htm',
  parameters: [
    { ...identifyCTI, summary: 'Telephony layer; absent = all.' },
    { ...tenantDescriptor, summary: 'Filter by tenant; validated when given.' },
    token,
    { ...timeoutValue, summary: 'Seconds before an agent request for an outbound callback times out.' },
    { ...transactionIdentifier, mandatory: true },
  ],
});

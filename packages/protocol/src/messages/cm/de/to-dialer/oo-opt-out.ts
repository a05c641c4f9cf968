import { defineMessage } from '../../../../define-message.ts';
import { telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const optOut = defineMessage({
  code: 'OO',
  name: 'OptOut',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  since: '10.6.808',
  completeness: 'complete',
  summary: 'Adds a telephone number to the do-not-call list of the tenant.',
  notes: 'Introduced in 10.6.808 and, on the 10.7 branch, in 10.7.728.',
  example: String.raw`CM:DE:OO\TDdefault\TN12345`,
  source: '/Suite/API-Guide/campaignManager/toDialer/OO-OptOut.htm',
  parameters: [multiTenancyTenant, token, { ...telephoneNumber, summary: 'Telephone number to add.' }],
});

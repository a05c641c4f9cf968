import { defineMessage } from '../../../../define-message.ts';
import { tenantRequirement } from '../../../shared-contradictions.ts';

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
  parameters: [
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      contradictions: [tenantRequirement],
      summary: 'Tenant; required under multi-tenancy, otherwise it must not be sent.',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    { code: 'TN', name: 'telephoneNumber', kind: 'string', min: 0, max: 80, summary: 'Telephone number to add.' },
  ],
});

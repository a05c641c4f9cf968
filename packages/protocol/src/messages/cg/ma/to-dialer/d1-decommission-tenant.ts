import { defineMessage } from '../../../../define-message.ts';
import { priority } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const decommissionTenant = defineMessage({
  code: 'D1',
  name: 'DecommissionTenant',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Decommissions a tenant.',
  notes:
    'Its own text names Z1 as the answer, the text of S1 names S1. The meanings of the PR values are not documented publicly for this message.',
  example: String.raw`D1\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/D1-DecommissionTenant.htm',
  contradictions: ['Answered by Z1 in its own topic, by S1 in the topic of S1.'],
  parameters: [
    {
      ...priority,
      summary: 'Priority; default 0. The meanings of 0 to 2 are not documented publicly for this message.',
    },
    { ...tenantDescriptor, mandatory: true },
    token,
  ],
});

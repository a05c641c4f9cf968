import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const verifyStatus = defineMessage({
  code: 'VS',
  name: 'VerifyStatus',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Asks whether CallGem is ready, once or at an interval.',
  notes: 'The heartbeat request, answered by DA. It applies to the whole dialer, not to one campaign.',
  example: String.raw`VS\VI60`,
  source: '/Suite/API-Guide/management/toDialer/VS-VerifyStatus.htm',
  answeredBy: { code: 'DA' },
  parameters: [
    { ...tenantDescriptor, summary: 'Tenant; only under multi-tenancy.' },
    token,
    {
      code: 'VI',
      name: 'verifyInterval',
      kind: 'integer',
      min: 0,
      max: 99999,
      summary: 'Seconds between DA messages; 0 stops them; absent = one DA now, a running interval stays.',
    },
  ],
});

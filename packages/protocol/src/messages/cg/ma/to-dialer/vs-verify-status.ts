import { defineMessage } from '../../../../define-message.ts';

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
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant; only under multi-tenancy.',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
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

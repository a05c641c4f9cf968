import { defineMessage } from '../../../../define-message.ts';

export const commissionTenant = defineMessage({
  code: 'C1',
  name: 'CommissionTenant',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Commissions a provisioned tenant on a telephony layer.',
  example: String.raw`C1\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/C1-CommissionTenant.htm',
  answeredBy: { code: 'S1' },
  parameters: [
    {
      code: 'IC',
      name: 'identifyCTI',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Telephony layer of the tenant; blank = __singlecti.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { identifyCTI } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

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
    { ...identifyCTI, summary: 'Telephony layer of the tenant; blank = __singlecti.' },
    { ...tenantDescriptor, mandatory: true },
    token,
  ],
});

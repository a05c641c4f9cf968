import { defineMessage } from '../../../../define-message.ts';
import { timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { serviceState, tenantDescriptor } from '../../../parameters/scope.ts';

export const tenantData = defineMessage({
  code: 'Z1',
  name: 'TenantData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the service state of a tenant in answer to E1.',
  notes: 'The range of SS is 0 to 2 although four values are listed.',
  example: String.raw`Z1\TXABCTenants\TDtenant1\SS2`,
  source: '/Suite/API-Guide/management/fromDialer/Z1-TenantData.htm',
  parameters: [
    { ...serviceState, mandatory: true },
    tenantDescriptor,
    { ...timeStamp, mandatory: true },
    { ...transactionOfRequest, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { serviceStateRange, transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'SS',
      name: 'serviceState',
      kind: 'integer',
      min: 0,
      max: 2,
      mandatory: true,
      contradictions: [serviceStateRange],
      summary: '0 decommissioned; 1 commissioning; 2 active; 3 decommissioning (the range ends at 2).',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TS',
      name: 'timeStamp',
      kind: 'double',
      min: 1,
      max: 50,
      mandatory: true,
      summary: 'Time the event was processed, OLE Automation date.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'TX of the request this message belongs to.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { serviceStateRange } from '../../../shared-contradictions.ts';

export const tenantState = defineMessage({
  code: 'S1',
  name: 'TenantState',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the service state of a tenant after a commission or decommission request.',
  notes: 'Answers C1 and D1. E1 gives the same information as Z1.',
  example: String.raw`S1\TDtenant1\SS2`,
  source: '/Suite/API-Guide/management/fromDialer/S1-TenantState.htm',
  contradictions: ['Answers D1 in its own topic; the topic of D1 names Z1.'],
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
  ],
});

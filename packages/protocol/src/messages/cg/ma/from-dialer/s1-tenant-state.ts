import { defineMessage } from '../../../../define-message.ts';
import { serviceState, tenantDescriptor } from '../../../parameters/scope.ts';

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
  parameters: [{ ...serviceState, mandatory: true }, tenantDescriptor],
});

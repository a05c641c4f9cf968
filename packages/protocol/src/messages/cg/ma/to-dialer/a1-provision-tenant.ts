import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const provisionTenant = defineMessage({
  code: 'A1',
  name: 'ProvisionTenant',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Provisions a tenant with a standard configuration.',
  notes: 'The tenant must then be commissioned with C1.',
  example: String.raw`A1\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/A1-ProvisionTenant.htm',
  parameters: [
    { ...tenantDescriptor, mandatory: true, summary: 'Tenant to provision.' },
    token,
    { code: 'TZ', name: 'timeZone', kind: 'string', min: 1, max: 80, since: '10.7.735', summary: 'OS time zone name.' },
  ],
});

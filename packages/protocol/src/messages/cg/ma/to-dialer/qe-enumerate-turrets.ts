import { defineMessage } from '../../../../define-message.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateTurrets = defineMessage({
  code: 'QE',
  name: 'EnumerateTurrets',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  since: '10.7.666',
  completeness: 'complete',
  summary: 'Requests the turrets of a tenant.',
  notes: 'Answered by TZ. Has neither PS nor CS.',
  example: String.raw`QE\TDdefault\TXABCTenants`,
  source: '/Suite/API-Guide/management/toDialer/QE-EnumerateTurrets.htm',
  answeredBy: { code: 'TZ' },
  parameters: [
    tenantDescriptor,
    token,
    {
      ...transactionIdentifier,
      mandatory: true,
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. 80 characters for integrators, 7 reserved.',
    },
  ],
});

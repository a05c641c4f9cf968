import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
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
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. 80 characters for integrators, 7 reserved.',
    },
  ],
});

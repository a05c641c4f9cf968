import { defineMessage } from '../../../../define-message.ts';
import { endsWhat, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateEnd = defineMessage({
  code: 'EE',
  name: 'EnumerateEnd',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Ends an enumeration.',
  notes: 'Confirmed by EF. The text names EA and EC only, but OZ, IZ and VZ rely on EE too.',
  example: String.raw`EE\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/EE-EnumerateEnd.htm',
  contradictions: [endsWhat],
  answeredBy: { code: 'EF' },
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
      summary: 'TX of the enumeration to end.',
    },
  ],
});

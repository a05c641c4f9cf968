import { defineMessage } from '../../../../define-message.ts';
import { endsWhat, resilienceTopic, transactionLength } from '../../../shared-contradictions.ts';

export const enumerateFinished = defineMessage({
  code: 'EF',
  name: 'EnumerateFinished',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports that an enumeration has ended.',
  notes:
    'Normally the answer to EE. It can also come unasked, for example when the campaign of an agent enumeration is closed; clients must accept that.',
  example: String.raw`EF\TXABC001`,
  source: '/Suite/API-Guide/management/fromDialer/EF-EnumerateFinished.htm',
  contradictions: [endsWhat, resilienceTopic],
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
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'TX of the enumeration that ended.',
    },
  ],
});

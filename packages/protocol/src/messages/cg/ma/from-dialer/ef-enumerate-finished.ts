import { defineMessage } from '../../../../define-message.ts';
import { transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';
import { endsWhat, resilienceTopic } from '../../../shared-contradictions.ts';

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
    tenantDescriptor,
    { ...transactionIdentifier, mandatory: true, summary: 'TX of the enumeration that ended.' },
  ],
});

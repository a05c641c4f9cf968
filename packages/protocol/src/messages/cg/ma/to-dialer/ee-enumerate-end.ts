import { defineMessage } from '../../../../define-message.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';
import { endsWhat } from '../../../shared-contradictions.ts';

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
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true, summary: 'TX of the enumeration to end.' },
  ],
});

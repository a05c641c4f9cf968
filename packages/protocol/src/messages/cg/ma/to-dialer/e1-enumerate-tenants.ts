import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';

export const enumerateTenants = defineMessage({
  code: 'E1',
  name: 'EnumerateTenants',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the list of provisioned tenants and their service state.',
  notes:
    'Answered by Z1. PersistToken behaviour changed in 10.6.263. The note of the documentation about agents is a copying error.',
  example: String.raw`E1\TXABCTenants`,
  source: '/Suite/API-Guide/management/toDialer/E1-EnumerateTenants.htm',
  contradictions: ['Its note is about agents, copied from another topic.'],
  answeredBy: { code: 'Z1' },
  parameters: [
    rateControl,
    persistToken,
    token,
    {
      ...transactionIdentifier,
      mandatory: true,
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. 80 characters for integrators, 7 reserved.',
    },
  ],
});

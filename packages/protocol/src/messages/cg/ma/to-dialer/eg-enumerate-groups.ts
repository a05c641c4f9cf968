import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, queueFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateGroups = defineMessage({
  code: 'EG',
  name: 'EnumerateGroups',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to call activity of inbound queues.',
  notes: 'Answered by GZ. The values of LD are not documented publicly. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EG\TDdefault\TXABC001\CNCustCare`,
  source: '/Suite/API-Guide/management/toDialer/EG-EnumerateGroups.htm',
  answeredBy: { code: 'GZ' },
  parameters: [
    { ...campaignName, summary: 'Campaign filter for the queues.' },
    rateControl,
    queueFilter,
    {
      code: 'LD',
      name: 'levelOfDetail',
      kind: 'integer',
      min: 1,
      max: 3,
      summary: 'Level of detail; values not documented publicly.',
    },
    persistToken,
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true, certainty: 'example' },
  ],
});

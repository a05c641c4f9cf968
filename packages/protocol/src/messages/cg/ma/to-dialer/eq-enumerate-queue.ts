import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, queueFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateQueue = defineMessage({
  code: 'EQ',
  name: 'EnumerateQueue',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to calls that finish in inbound queues.',
  notes: 'Answered by QZ, possibly starting with a large burst. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EQ\TDdefault\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/EQ-EnumerateQueue.htm',
  answeredBy: { code: 'QZ' },
  parameters: [
    { ...campaignName, summary: 'Campaign filter for the queues.' },
    rateControl,
    queueFilter,
    persistToken,
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

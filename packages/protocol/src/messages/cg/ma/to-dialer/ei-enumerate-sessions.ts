import { defineMessage } from '../../../../define-message.ts';
import {
  persistToken,
  rateControl,
  timeStampText,
  token,
  transactionIdentifier,
} from '../../../parameters/envelope.ts';
import { campaignFilter, queueFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateSessions = defineMessage({
  code: 'EI',
  name: 'EnumerateSessions',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to call detail records.',
  notes: 'Answered by IZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EI\TXABC001\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/EI-EnumerateSessions.htm',
  answeredBy: { code: 'IZ' },
  parameters: [
    campaignFilter,
    rateControl,
    queueFilter,
    persistToken,
    tenantDescriptor,
    token,
    {
      ...timeStampText,
      summary:
        'Earliest event time wanted, OLE Automation date in local time; one hour of history is kept for failover.',
    },
    { ...transactionIdentifier, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateTransferActivity = defineMessage({
  code: 'EX',
  name: 'EnumerateTransferActivity',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to transfer activity.',
  notes: 'Answered by XZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EX\TDdefault\TXABC001\CNCustCare`,
  source: '/Suite/API-Guide/management/toDialer/EX-EnumerateTransferActivity.htm',
  answeredBy: { code: 'XZ', certainty: 'inferred' },
  parameters: [
    { ...campaignName, summary: 'Limits the subscription to transfers of one campaign.' },
    rateControl,
    persistToken,
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

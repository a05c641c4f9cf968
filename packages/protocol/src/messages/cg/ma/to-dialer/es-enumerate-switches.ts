import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';

export const enumerateSwitches = defineMessage({
  code: 'ES',
  name: 'EnumerateSwitches',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the connected switches.',
  notes: 'Answered by SZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`ES\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/ES-EnumerateSwitches.htm',
  answeredBy: { code: 'SZ' },
  parameters: [rateControl, persistToken, token, { ...transactionIdentifier, mandatory: true }],
});

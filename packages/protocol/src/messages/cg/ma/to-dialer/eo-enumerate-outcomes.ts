import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateOutcomes = defineMessage({
  code: 'EO',
  name: 'EnumerateOutcomes',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to call outcomes reported by the telephony layer and by agents.',
  notes:
    'Answered by a stream of OZ. At least one of FO and SO is required. PersistToken behaviour changed in 10.6.263. Which outcomes SO and FO select is not documented publicly.',
  example: String.raw`EO\CNSales1\TXEOSales1\FO\SO`,
  source: '/Suite/API-Guide/management/toDialer/EO-EnumerateOutcomes.htm',
  answeredBy: { code: 'OZ' },
  parameters: [
    campaignName,
    rateControl,
    {
      code: 'FO',
      name: 'failureOutcomes',
      kind: 'flag',
      summary: 'Subscribe to outcomes of failed calls; at least one of FO and SO is required.',
    },
    {
      code: 'MO',
      name: 'managementOutcomes',
      kind: 'flag',
      summary: 'Management outcomes; for use by Campaign Manager only.',
    },
    persistToken,
    {
      code: 'SO',
      name: 'successOutcomes',
      kind: 'flag',
      summary: 'Subscribe to outcomes of successful calls; at least one of FO and SO is required.',
    },
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
  rules: [{ rule: 'atLeastOne', codes: ['FO', 'SO'] }],
});

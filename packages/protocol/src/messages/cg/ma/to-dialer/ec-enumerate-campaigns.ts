import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateCampaigns = defineMessage({
  code: 'EC',
  name: 'EnumerateCampaigns',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to the state of running campaigns.',
  notes: 'Answered by CZ. Only running campaigns are reported. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EC\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/EC-EnumerateCampaigns.htm',
  answeredBy: { code: 'CZ' },
  parameters: [
    rateControl,
    persistToken,
    tenantDescriptor,
    token,
    {
      code: 'TW',
      name: 'timeWindow',
      kind: 'integer',
      min: 1,
      max: 1440,
      since: '10.7.454',
      summary: 'Interval of periodic refresh CZ messages; none when absent. The unit is not documented publicly.',
    },
    { ...transactionIdentifier, mandatory: true },
  ],
});

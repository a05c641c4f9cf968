import { defineMessage } from '../../../../define-message.ts';
import { originatorID, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const enumerateCampaignProperties = defineMessage({
  code: 'EP',
  name: 'EnumerateCampaignProperties',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  since: '10.6.956',
  completeness: 'complete',
  summary: 'Subscribes to the properties of all campaigns.',
  notes:
    'Answered by PD for each campaign and again on every change. Introduced in 10.6.956 and, on the 10.7 branch, in 10.7.1212.',
  example: String.raw`CM:DE:EP\TDdefault\TXfoo\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/EP-EnumerateCampaignProperties.htm',
  answeredBy: { code: 'PD' },
  parameters: [
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

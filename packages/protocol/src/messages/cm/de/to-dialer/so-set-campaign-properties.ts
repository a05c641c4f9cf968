import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { originatorID, token } from '../../../parameters/envelope.ts';
import { campaignIdentifier, campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const setCampaignProperties = defineMessage({
  code: 'SO',
  name: 'SetCampaignProperties',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  since: '10.7.680',
  completeness: 'complete',
  summary: 'Sets the properties of a campaign.',
  notes: 'The code was SP before 10.7.680. To be used synchronously.',
  example: String.raw`CM:DE:SO\TDdefault\CY1\OIxyz\DT<xml data...>`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SO-SetCampaignProperties.htm',
  contradictions: ['Before 10.7.680 its code was SP.'],
  parameters: [
    { ...campaignName, summary: 'Campaign name; CN or CY is needed.' },
    { ...campaignIdentifier, summary: 'Campaign identifier; CN or CY is needed.' },
    { ...data, summary: 'XML of the campaign properties.' },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
  ],
});

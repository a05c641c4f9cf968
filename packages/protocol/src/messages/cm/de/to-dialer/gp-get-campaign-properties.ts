import { defineMessage } from '../../../../define-message.ts';
import { originatorID, token } from '../../../parameters/envelope.ts';
import { campaignIdentifier, campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const getCampaignProperties = defineMessage({
  code: 'GP',
  name: 'GetCampaignProperties',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Requests the properties of a campaign.',
  notes: 'Answered by PD.',
  example: String.raw`CM:DE:GP\TDdefault\CY1\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/GP-GetCampaignProperties.htm',
  answeredBy: { code: 'PD' },
  parameters: [
    { ...campaignName, summary: 'Campaign name; CN or CY is needed.' },
    { ...campaignIdentifier, summary: 'Campaign identifier; CN or CY is needed.' },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
  ],
});

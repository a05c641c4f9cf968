import { defineMessage } from '../../../../define-message.ts';
import { originatorID, token } from '../../../parameters/envelope.ts';
import { campaignIdentifier, campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const openCampaign = defineMessage({
  code: 'OC',
  name: 'OpenCampaign',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Opens a campaign.',
  example: String.raw`CM:DE:OC\TDdefault\CY1\TKfoo\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/OC-OpenCampaign.htm',
  parameters: [
    { ...campaignName, summary: 'Campaign name; CN or CY is needed.' },
    {
      ...campaignIdentifier,
      summary: 'Campaign identifier; CN or CY is needed (the older reference has a mandatory CY and no CN).',
    },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
  ],
});

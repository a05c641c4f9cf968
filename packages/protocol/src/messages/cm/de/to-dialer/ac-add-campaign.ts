import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { originatorID, token } from '../../../parameters/envelope.ts';
import { campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const addCampaign = defineMessage({
  code: 'AC',
  name: 'AddCampaign',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Adds a campaign.',
  notes: 'The example contains a doubled backslash before OI, so an empty segment should be tolerated.',
  example: String.raw`CM:DE:AC\TDdefault\CNCustCare\\OIxyz\DT(...)`,
  source: '/SCC/API-Guide/campaignManager/toDialer/AC-AddCampaign.htm',
  parameters: [
    { ...campaignName, mandatory: true, summary: 'Campaign name, unique within a tenant.' },
    { ...data, summary: 'XML of the campaign properties, as returned by PD.' },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
  ],
});

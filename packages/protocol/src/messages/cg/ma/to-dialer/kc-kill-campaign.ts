import { defineMessage } from '../../../../define-message.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const killCampaign = defineMessage({
  code: 'KC',
  name: 'KillCampaign',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Closes a campaign by force.',
  example: String.raw`KC\TDdefault\CNCustCare\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/KC-KillCampaign.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

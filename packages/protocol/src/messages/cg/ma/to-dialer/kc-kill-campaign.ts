import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

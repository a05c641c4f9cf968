import { defineMessage } from '../../../../define-message.ts';
import { sessionIdLimits, tenantRequirement } from '../../../shared-contradictions.ts';

export const campaignAssignment = defineMessage({
  code: 'CA',
  name: 'CampaignAssignment',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Assigns an inbound call to a tenant and campaign.',
  example: String.raw`CA\TDDemo\CNInbound Renewals\SIinbound_1234`,
  source: '/Suite/API-Guide/cti/fromDialer/CA-CampaignAssignment.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    { code: 'SI', name: 'sessionIdentifier', kind: 'string', min: 1, max: 120, summary: 'Session identifier.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      contradictions: [tenantRequirement],
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'YS',
      name: 'sessionUUID',
      kind: 'string',
      min: 20,
      max: 50,
      since: '10.7.596',
      contradictions: [sessionIdLimits],
      summary: 'UUID of the media session.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier, sessionUUID } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { tenantRequirement } from '../../../shared-contradictions.ts';

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
    { ...campaignName, mandatory: true },
    sessionIdentifier,
    { ...tenantDescriptor, contradictions: [tenantRequirement] },
    { ...sessionUUID, since: '10.7.596' },
  ],
});

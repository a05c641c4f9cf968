import { defineMessage } from '../../../../define-message.ts';
import { tenantRequirement, transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'OI',
      name: 'originatorID',
      kind: 'string',
      min: 1,
      max: 255,
      mandatory: true,
      summary: 'Token naming the sender; RouterNET adds it by itself.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      mandatory: true,
      contradictions: [tenantRequirement],
      summary: 'Tenant; required under multi-tenancy, otherwise it must not be sent.',
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

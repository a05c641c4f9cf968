import { defineMessage } from '../../../../define-message.ts';
import { tenantRequirement } from '../../../shared-contradictions.ts';

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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name; CN or CY is needed.' },
    {
      code: 'CY',
      name: 'campaignIdentifier',
      kind: 'integer',
      min: 0,
      max: 9999,
      summary: 'Campaign identifier; CN or CY is needed (the older reference has a mandatory CY and no CN).',
    },
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
  ],
});

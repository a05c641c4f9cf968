import { defineMessage } from '../../../../define-message.ts';

export const groupInService = defineMessage({
  code: 'IG',
  name: 'GroupInService',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Puts a queue into service.',
  example: String.raw`IG\TDtenant1\CNCustCare\GA200`,
  source: '/Suite/API-Guide/campaign/toDialer/IG-GroupInService.htm',
  parameters: [
    {
      code: 'CN',
      name: 'campaignName',
      kind: 'name',
      min: 1,
      max: 80,
      summary: 'Campaign name; mandatory if the call is predictive.',
    },
    {
      code: 'GA',
      name: 'groupAddress',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Queue (group) address.',
    },
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
  ],
});

import { defineMessage } from '../../../../define-message.ts';

export const groupDelete = defineMessage({
  code: 'DG',
  name: 'GroupDelete',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Takes a group out of service and deletes it.',
  example: String.raw`DG\TDtenant1\CNCustCare\GA200\PR0`,
  source: '/Suite/API-Guide/campaign/toDialer/DG-GroupDelete.htm',
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
    { code: 'PR', name: 'priority', kind: 'integer', min: 0, max: 2, summary: 'Priority; default 0.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
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

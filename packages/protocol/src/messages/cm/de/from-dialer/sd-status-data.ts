import { defineMessage } from '../../../../define-message.ts';
import { dataType, tenantRequirement } from '../../../shared-contradictions.ts';

export const statusData = defineMessage({
  code: 'SD',
  name: 'StatusData',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  since: '10.6.847',
  completeness: 'complete',
  summary: 'Delivers the status of one campaign.',
  notes:
    'Answers ES, then sent for campaigns whose status changed. DT holds one Campaign element. Introduced in 10.6.847 and, on the 10.7 branch, in 10.7.826. The example has no TX.',
  example: String.raw`CM:DE:SD\TDTenant1\DT<xml data .../>`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/SD-StatusData.htm',
  parameters: [
    {
      code: 'CY',
      name: 'campaignIdentifier',
      kind: 'integer',
      min: 0,
      max: 9999,
      summary: 'Campaign identifier; the key to use for a status cache.',
    },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      min: 1,
      max: 128000,
      contradictions: [dataType],
      summary: 'XML status of the campaign.',
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
  ],
});

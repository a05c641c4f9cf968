import { defineMessage } from '../../../../define-message.ts';
import { dataType, tenantRequirement } from '../../../shared-contradictions.ts';

export const portionData = defineMessage({
  code: 'AB',
  name: 'PortionData',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Returns the apportionment of the campaigns linked to a master campaign.',
  notes: 'Answers GA.',
  example: String.raw`CM:DE:AB\TDdefault\DT<xml data .../>`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/AB-PortionData.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Master campaign.' },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      min: 1,
      max: 128000,
      mandatory: true,
      contradictions: [dataType],
      summary: 'XML list of the portions.',
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

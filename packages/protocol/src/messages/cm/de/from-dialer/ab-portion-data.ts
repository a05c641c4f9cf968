import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

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
    { ...campaignName, mandatory: true, summary: 'Master campaign.' },
    { ...data, mandatory: true, summary: 'XML list of the portions.' },
    { ...multiTenancyTenant, mandatory: true },
  ],
});

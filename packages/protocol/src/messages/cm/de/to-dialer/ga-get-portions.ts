import { defineMessage } from '../../../../define-message.ts';
import { originatorID, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const getPortions = defineMessage({
  code: 'GA',
  name: 'GetPortions',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Requests the apportionment of the campaigns linked to a master campaign.',
  notes: 'Answered by AB. The example has no TX.',
  example: String.raw`CM:DE:GA\TDdefault\CNCustCare\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/GA-GetPortions.htm',
  answeredBy: { code: 'AB' },
  parameters: [
    {
      code: 'AP',
      name: 'apportionmentType',
      kind: 'integer',
      min: 0,
      max: 1,
      summary: 'Apportionment type to use; default is the setting of the master campaign.',
    },
    { ...campaignName, mandatory: true, summary: 'Master campaign.' },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
    { ...transactionIdentifier, mandatory: true, since: '10.7.1025' },
  ],
});

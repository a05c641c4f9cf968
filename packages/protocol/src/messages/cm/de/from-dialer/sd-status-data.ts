import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { campaignIdentifier, multiTenancyTenant } from '../../../parameters/scope.ts';

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
    { ...campaignIdentifier, summary: 'Campaign identifier; the key to use for a status cache.' },
    { ...data, summary: 'XML status of the campaign.' },
    { ...multiTenancyTenant, mandatory: true },
  ],
});

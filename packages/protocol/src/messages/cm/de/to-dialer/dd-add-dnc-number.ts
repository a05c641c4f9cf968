import { defineMessage } from '../../../../define-message.ts';
import { telephoneNumber } from '../../../parameters/call.ts';
import { originatorID } from '../../../parameters/envelope.ts';
import { campaignIdentifier, campaignName, multiTenancyTenant } from '../../../parameters/scope.ts';

export const addDNCNumber = defineMessage({
  code: 'DD',
  name: 'AddDNCNumber',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Adds a telephone number to a tenant or campaign do-not-call list.',
  notes: 'Either CN or CY is needed.',
  example: String.raw`CM:DE:DD\TDdefault\CNCustCare\TN01234567890\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/DD-AddDNCNumber.htm',
  parameters: [
    {
      ...campaignName,
      mandatory: true,
      contradictions: ['Mandatory like CY in the table; the text asks for either.'],
      summary: 'Campaign (or linked campaign) name; the table marks it mandatory, the text asks for CN or CY.',
    },
    {
      ...campaignIdentifier,
      mandatory: true,
      since: '10.7.830',
      contradictions: ['Mandatory like CN in the table; the text asks for either.'],
      summary: 'Campaign identifier; the table marks it mandatory, the text asks for CN or CY.',
    },
    { ...originatorID, mandatory: true },
    multiTenancyTenant,
    telephoneNumber,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { transactionOfRequest } from '../../../parameters/envelope.ts';
import { campaignIdentifier, multiTenancyTenant } from '../../../parameters/scope.ts';

export const propertyData = defineMessage({
  code: 'PD',
  name: 'PropertyData',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Returns the properties of a campaign as XML.',
  notes: 'Answers GP and EP.',
  example: String.raw`CM:DE:PD\TDdefault\CY1\DT<xml data .../>`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/PD-PropertyData.htm',
  parameters: [
    { ...campaignIdentifier, mandatory: true, summary: 'Campaign identifier.' },
    { ...data, summary: 'XML of the campaign properties.' },
    { ...multiTenancyTenant, mandatory: true },
    { ...transactionOfRequest, mandatory: true, since: '10.7.1025' },
  ],
});

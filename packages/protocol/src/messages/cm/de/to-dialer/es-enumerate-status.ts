import { defineMessage } from '../../../../define-message.ts';
import { timeoutValue } from '../../../parameters/call.ts';
import { originatorID, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const enumerateStatus = defineMessage({
  code: 'ES',
  name: 'EnumerateStatus',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Subscribes to campaign status.',
  notes: 'Answered by SD. TV is marked mandatory although a default of 5 seconds is given; the example has none.',
  example: String.raw`CM:DE:ES\TDdefault\TXhello\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/ES-EnumerateStatus.htm',
  answeredBy: { code: 'SD' },
  parameters: [
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
    {
      ...timeoutValue,
      mandatory: true,
      since: '10.6.849',
      contradictions: ['Mandatory in the table, with a default of 5 seconds; absent in the example.'],
      summary: 'Minimum seconds between status updates; 5 when absent.',
    },
    { ...transactionIdentifier, mandatory: true },
  ],
});

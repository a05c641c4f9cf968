import { defineMessage } from '../../../../define-message.ts';
import { timeoutValue } from '../../../parameters/call.ts';
import { originatorID, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const statusRequest = defineMessage({
  code: 'SR',
  name: 'StatusRequest',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Requests periodic broadcasts of campaign status.',
  notes:
    'Deprecated in favour of ES. Answered by SB every 10 seconds until SS with the same TX. The end of the table is not documented publicly.',
  example: String.raw`CM:DE:SR\TDdefault\TXhello\TK123\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SR-StatusRequest.htm',
  answeredBy: { code: 'SB' },
  parameters: [
    {
      code: 'LD',
      name: 'levelOfDetail',
      kind: 'integer',
      min: 1,
      max: 2,
      since: '10.6.841',
      summary:
        '1 (default): time and time zone of the tenant only; 2: also a status digest of each campaign. From 10.6.841 and, on the 10.7 branch, from 10.7.1047.',
    },
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
    { ...timeoutValue, summary: 'Timeout value in seconds; description not documented publicly.' },
    { ...transactionIdentifier, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { originatorID, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const stopStatusRequest = defineMessage({
  code: 'SS',
  name: 'StopStatusRequest',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Stops the broadcasts of campaign status.',
  example: String.raw`CM:DE:SS\TDdefault\TXhello\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SS-StopStatusRequest.htm',
  parameters: [
    { ...originatorID, mandatory: true },
    { ...multiTenancyTenant, mandatory: true },
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

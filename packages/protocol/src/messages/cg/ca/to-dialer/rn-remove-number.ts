import { defineMessage } from '../../../../define-message.ts';
import { calledNumber, dialedNumber, sessionIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const removeNumber = defineMessage({
  code: 'RN',
  name: 'RemoveNumber',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Takes back a number that was passed for dialing.',
  notes: 'The number comes back in an NB; if it is already being dialed the request gets an error.',
  example: String.raw`RN\CNCustCare\TN01992783287`,
  source: '/Suite/API-Guide/campaign/toDialer/RN-RemoveNumber.htm',
  parameters: [
    campaignName,
    {
      ...dialedNumber,
      since: '10.6.378',
      summary:
        'Dialed number, as an alternative when the session is unknown: removes every call of the campaign to that number.',
    },
    { ...sessionIdentifier, summary: 'Session identifier; TN or SI names the called party; SI defaults to TN.' },
    tenantDescriptor,
    token,
    calledNumber,
  ],
});

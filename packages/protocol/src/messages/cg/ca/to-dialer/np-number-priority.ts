import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const numberPriority = defineMessage({
  code: 'NP',
  name: 'NumberPriority',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Changes the priority of a number that was passed for dialing.',
  example: String.raw`NP\CNCustCare\TN01992783287\CP10`,
  source: '/SCC/API-Guide/campaign/toDialer/NP-NumberPriority.htm',
  parameters: [
    campaignName,
    {
      code: 'CP',
      name: 'callPriority',
      kind: 'integer',
      min: 0,
      max: 2147483647,
      summary: 'Call priority; default 0.',
    },
    { ...sessionIdentifier, summary: 'Session identifier; TN or SI identifies the call.' },
    tenantDescriptor,
    token,
    { ...telephoneNumber, summary: 'Telephone number; TN or SI identifies the call.' },
  ],
});

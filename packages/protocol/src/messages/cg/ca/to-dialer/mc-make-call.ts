import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { applicationSpecificData, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const makeCall = defineMessage({
  code: 'MC',
  name: 'MakeCall',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Passes a telephone number to CallGem to be dialed.',
  notes: 'The table is not documented publicly; the rows come from the text, the example and release notes.',
  example: String.raw`MC\CNCustCare\TN01992783287\AN2`,
  source: '/Suite/API-Guide/campaign/toDialer/MC-MakeCall.htm',
  parameters: [
    { ...agentIdentifier, certainty: 'example', summary: 'Agent (preview mode).' },
    { ...applicationSpecificData, summary: 'Data tagged to the number, as stated in the text.' },
    {
      code: 'CE',
      name: 'callExpiry',
      kind: 'string',
      since: '10.2',
      summary:
        'Expiry in local time, format as PT: a call not dialed by then is returned with RE 0; ignored when PT is given. Limits not documented publicly.',
    },
    { ...campaignName, certainty: 'example' },
    {
      code: 'PT',
      name: 'plannedTime',
      kind: 'string',
      summary: 'Local time of a timed call, as stated in the text. Limits not documented publicly.',
    },
    {
      ...sessionIdentifier,
      certainty: 'inferred',
      summary: 'Session identifier; its use with TN is described in the session identifier topic.',
    },
    {
      ...telephoneNumber,
      certainty: 'example',
      summary: 'Telephone number; may carry a /key suffix that makes it unique.',
    },
  ],
});

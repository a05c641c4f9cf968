import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier, secondAgent } from '../../../parameters/agent.ts';
import { conference3, modifiedConference } from '../../../parameters/call.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const transferRequest = defineMessage({
  code: 'TR',
  name: 'TransferRequest',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Requests a transfer or a conference.',
  notes: 'The rows after C5 are not documented publicly.',
  example: String.raw`TR\CNTest\ANFred\A2Joe\BL`,
  source: '/Suite/API-Guide/agent/toDialer/TR-TransferRequest.htm',
  parameters: [
    { ...secondAgent, summary: 'Agent the call is transferred to.' },
    { ...agentExtensionIdentifier, summary: 'Extension the call is transferred to.' },
    agentIdentifier,
    { code: 'BL', name: 'blindTransfer', kind: 'flag', summary: 'Blind transfer; screened when absent.' },
    conference3,
    modifiedConference,
    {
      code: 'C5',
      name: 'modifiedConference2',
      kind: 'flag',
      since: '10.6.147',
      summary: 'Three-party conference, respondent on hold first.',
    },
    { ...campaignName, certainty: 'example' },
  ],
});

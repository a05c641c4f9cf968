import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, userIdentifier } from '../../../parameters/agent.ts';
import { priority } from '../../../parameters/call.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const killAgent = defineMessage({
  code: 'KA',
  name: 'KillAgent',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Logs out an agent, a group or a user by force.',
  notes: 'Not a keep-alive. AN, GA and QI exclude one another.',
  example: String.raw`KA\TDdefault\CNCustCare\AN2\TXABC001`,
  source: '/Suite/API-Guide/management/toDialer/KA-KillAgent.htm',
  parameters: [
    { ...agentIdentifier, summary: 'Agent endpoint to log out by force; excludes GA and QI.' },
    campaignName,
    { ...groupAddress, summary: 'Group to log out; excludes AN and QI (newer reference only).' },
    {
      ...priority,
      summary:
        'When: 0 (default) after talk and wrap, one more call possible; 1 after talk and wrap; 2 at once, ending a live call (newer reference only).',
    },
    { ...userIdentifier, since: '10.7.338', summary: 'User to log out; excludes AN and GA.' },
    tenantDescriptor,
    token,
    {
      ...transactionIdentifier,
      mandatory: true,
      summary:
        'Identifier of this request. When a KC causes the log-outs, the dialer appends -000001, -000002 and so on, hence 87 = 80 + 7.',
    },
  ],
});

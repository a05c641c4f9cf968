import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Agent endpoint to log out by force; excludes GA and QI.',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'GA',
      name: 'groupAddress',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Group to log out; excludes AN and QI (newer reference only).',
    },
    {
      code: 'PR',
      name: 'priority',
      kind: 'integer',
      min: 0,
      max: 2,
      summary:
        'When: 0 (default) after talk and wrap, one more call possible; 1 after talk and wrap; 2 at once, ending a live call (newer reference only).',
    },
    {
      code: 'QI',
      name: 'userIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.338',
      summary: 'User to log out; excludes AN and GA.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary:
        'Identifier of this request. When a KC causes the log-outs, the dialer appends -000001, -000002 and so on, hence 87 = 80 + 7.',
    },
  ],
});

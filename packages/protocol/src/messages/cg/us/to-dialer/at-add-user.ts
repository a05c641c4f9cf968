import { defineMessage } from '../../../../define-message.ts';
import { agentDescription, userIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const addUser = defineMessage({
  code: 'AT',
  name: 'AddUser',
  service: 'CG',
  interface: 'US',
  direction: 'toDialer',
  since: '10.7.224',
  completeness: 'complete',
  summary: 'Adds a user (a container for endpoints) to a tenant.',
  example: String.raw`AT\TDmanuhiri\QIFergus\ADFergus Ashby\AE3191`,
  source: '/Suite/API-Guide/user/toDialer/AT-AddUser.htm',
  parameters: [
    { ...agentDescription, mandatory: true },
    {
      code: 'AE',
      name: 'agentExtension',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Default extension.',
    },
    { ...userIdentifier, mandatory: true, summary: 'User identifier; must not clash with agent identifiers.' },
    { ...tenantDescriptor, mandatory: true },
    { code: 'TE', name: 'team', kind: 'string', min: 1, max: 80, summary: 'Team for reporting.' },
    token,
  ],
});

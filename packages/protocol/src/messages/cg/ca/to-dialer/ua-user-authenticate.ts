import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, checkAuthentication, password } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const userAuthenticate = defineMessage({
  code: 'UA',
  name: 'UserAuthenticate',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Authenticates a user or an endpoint on this socket.',
  notes: 'Older description of the UA of the agent interface. Answered by US.',
  example: String.raw`UA\TDlandlord\ANSYSTEM\PWSYSTEM`,
  source: '/SCC/API-Guide/campaign/toDialer/UA-UserAuthenticate.htm',
  answeredBy: { code: 'US' },
  parameters: [
    {
      ...agentIdentifier,
      summary: 'Agent (endpoint) identifier; no password is needed when authenticating as an endpoint.',
    },
    checkAuthentication,
    { ...password, mandatory: true },
    { ...tenantDescriptor, mandatory: true },
    token,
  ],
});

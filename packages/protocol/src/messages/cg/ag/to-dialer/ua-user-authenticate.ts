import { defineMessage } from '../../../../define-message.ts';
import {
  agentIdentifier,
  checkAuthentication,
  licenseToken,
  password,
  userIdentifier,
} from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const userAuthenticate = defineMessage({
  code: 'UA',
  name: 'UserAuthenticate',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Authenticates a user or an endpoint on this socket.',
  notes:
    'Answered by US. The authentication belongs to the socket. PW is marked mandatory although an endpoint needs no password.',
  example: String.raw`UA\TDlandlord\ANSYSTEM\PWSYSTEM`,
  source: '/Suite/API-Guide/agent/toDialer/UA-UserAuthenticate.htm',
  answeredBy: { code: 'US' },
  parameters: [
    {
      code: 'AK',
      name: 'authKey',
      kind: 'string',
      min: 1,
      max: 1024,
      since: '10.7.915',
      summary: 'Session key, internal alternative to a password.',
    },
    {
      ...agentIdentifier,
      summary: 'Agent (endpoint) identifier; no password is needed when authenticating as an endpoint.',
    },
    checkAuthentication,
    licenseToken,
    { ...password, mandatory: true },
    { ...userIdentifier, since: '10.7.128', summary: 'User to authenticate as.' },
    { ...tenantDescriptor, mandatory: true },
    token,
  ],
});

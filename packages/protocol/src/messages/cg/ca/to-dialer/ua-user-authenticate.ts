import { defineMessage } from '../../../../define-message.ts';
import { endpointPassword } from '../../../shared-contradictions.ts';

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
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Agent (endpoint) identifier; no password is needed when authenticating as an endpoint.',
    },
    {
      code: 'CK',
      name: 'checkAuthentication',
      kind: 'flag',
      summary: 'Only check the credentials of someone else; the rights of this socket stay unchanged.',
    },
    {
      code: 'PW',
      name: 'password',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      contradictions: [endpointPassword],
      summary: 'Password.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      mandatory: true,
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
  ],
});

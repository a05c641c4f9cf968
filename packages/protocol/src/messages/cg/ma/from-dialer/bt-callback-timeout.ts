import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

export const callbackTimeout = defineMessage({
  code: 'BT',
  name: 'CallbackTimeout',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports that the request for an agent to handle an outbound callback timed out.',
  notes:
    'Belongs to callback handshaking (CH). This message excludes only the backslash from AN and CN, while other messages exclude a longer list of characters.',
  source: '/SCC/API-Guide/management/fromDialer/BT-CallbackTimeout.htm',
  contradictions: ['Only the backslash is forbidden in AN and CN here; other topics forbid a list of characters.'],
  parameters: [
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Agent (endpoint) identifier; here only the backslash is excluded.',
    },
    {
      code: 'CN',
      name: 'campaignName',
      kind: 'name',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Campaign name; here only the backslash is excluded.',
    },
    {
      code: 'SI',
      name: 'sessionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      mandatory: true,
      summary: 'Session identifier.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    { code: 'TK', name: 'token', kind: 'string', min: 1, max: 80, summary: 'Opaque client token.' },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'TX of the request this message belongs to.',
    },
  ],
});

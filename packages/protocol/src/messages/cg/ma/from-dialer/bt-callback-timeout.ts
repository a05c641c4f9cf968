import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { sessionIdentifier } from '../../../parameters/call.ts';
import { token, transactionOfRequest } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
      ...agentIdentifier,
      mandatory: true,
      summary: 'Agent (endpoint) identifier; here only the backslash is excluded.',
    },
    { ...campaignName, mandatory: true, summary: 'Campaign name; here only the backslash is excluded.' },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    { ...token, summary: 'Opaque client token.' },
    { ...transactionOfRequest, mandatory: true },
  ],
});

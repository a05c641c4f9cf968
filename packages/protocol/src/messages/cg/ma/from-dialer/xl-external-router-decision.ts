import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueIdUpTo80 } from '../../../parameters/agent.ts';
import {
  callingLineIdentity,
  data,
  sessionIdentifier,
  sessionUUID,
  telephoneNumber,
} from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const externalRouterDecision = defineMessage({
  code: 'XL',
  name: 'ExternalRouterDecision',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  since: '10.6.769',
  completeness: 'complete',
  summary: 'Asks a registered external router to screen or route a call.',
  notes: 'The router registers with RX and answers with XR.',
  source: '/Suite/API-Guide/management/fromDialer/XL-ExternalRouterDecision.htm',
  parameters: [
    { ...agentIdentifier, summary: 'Agent to route to.' },
    { ...callingLineIdentity, summary: 'CLI to present.' },
    campaignFilter,
    { ...data, summary: 'Options list as XML or JSON.' },
    { ...sessionIdentifier, summary: 'Session identifier; SI or YS is needed.' },
    { ...tenantDescriptor, summary: 'Tenant filter.' },
    { ...token, summary: 'Opaque client token.' },
    { ...telephoneNumber, summary: 'Number to dial instead.' },
    {
      code: 'TV',
      name: 'timeoutValue',
      kind: 'integer',
      min: 1,
      max: 10,
      mandatory: true,
      summary: 'Seconds before the screening counts as passed.',
    },
    agentUniqueIdUpTo80,
    sessionUUID,
  ],
});

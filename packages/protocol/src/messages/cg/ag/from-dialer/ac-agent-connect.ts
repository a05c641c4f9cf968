import { defineMessage } from '../../../../define-message.ts';
import {
  agentAlternativeIdentifier,
  agentIdentifier,
  agentUniqueIdOfUnknownLength,
} from '../../../parameters/agent.ts';
import {
  applicationSpecificData,
  conference3,
  sessionIdentifier,
  sessionUUIDOfUnknownLength,
  telephoneNumber,
} from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { ringBackAgent, ringBackTimer } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const agentConnect = defineMessage({
  code: 'AC',
  name: 'AgentConnect',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Tells the agent application that an agent has been connected to a call.',
  notes:
    'Only the start of the table is documented publicly; SI is inferred from CE, and TK lets a service that takes AC as a report answer it.',
  example: String.raw`AC\TDTenant1\CNCustCare\AN2\YA{...}\TN01992783287\ASEx100\YS{...}`,
  source: '/Suite/API-Guide/agent/fromDialer/AC-AgentConnect.htm',
  parameters: [
    { ...agentAlternativeIdentifier, summary: 'Second agent identifier.' },
    { ...agentIdentifier, mandatory: true },
    { code: 'AR', name: 'abandonRetry', kind: 'flag', summary: 'Number was abandoned before.' },
    { ...applicationSpecificData, summary: 'Application-specific data given in MC.' },
    ringBackAgent,
    { code: 'BL', name: 'blind', kind: 'flag', summary: 'Blind transfer.' },
    ringBackTimer,
    conference3,
    { ...campaignName, certainty: 'example' },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...token, certainty: 'inferred' },
    { ...telephoneNumber, certainty: 'example' },
    { ...agentUniqueIdOfUnknownLength, certainty: 'example' },
    { ...sessionUUIDOfUnknownLength, certainty: 'example' },
  ],
});

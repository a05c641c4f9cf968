import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { priority } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const agentUnavailable = defineMessage({
  code: 'AU',
  name: 'AgentUnavailable',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Makes an agent unavailable.',
  notes: 'The rows after FD are not documented publicly.',
  example: String.raw`AU\TDdefault\AN2\PR0`,
  source: '/Suite/API-Guide/agent/toDialer/AU-AgentUnavailable.htm',
  parameters: [
    agentIdentifier,
    { code: 'BM', name: 'blendMove', kind: 'flag', since: '10.6.338', summary: 'Part of a blended move.' },
    campaignName,
    {
      code: 'FD',
      name: 'freeReasonDescription',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Short text giving the reason.',
    },
    { ...priority, certainty: 'example', summary: 'Urgency, 2 = emergency.' },
    { ...tenantDescriptor, certainty: 'example' },
  ],
});

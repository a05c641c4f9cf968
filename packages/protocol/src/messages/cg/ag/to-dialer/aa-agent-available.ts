import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, userIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const agentAvailable = defineMessage({
  code: 'AA',
  name: 'AgentAvailable',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Makes an agent available for calls.',
  example: String.raw`AA\TDdefault\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/AA-AgentAvailable.htm',
  parameters: [
    agentIdentifier,
    campaignName,
    { code: 'GP', name: 'goPreview', kind: 'flag', summary: 'Preview agent; deprecated in 10.7.28.' },
    { ...userIdentifier, since: '10.7.28' },
    { code: 'SK', name: 'skillset', kind: 'string', min: 1, max: 4000, summary: 'Comma-separated skills.' },
    tenantDescriptor,
    token,
  ],
});

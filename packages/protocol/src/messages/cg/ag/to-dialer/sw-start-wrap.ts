import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, userIdentifier } from '../../../parameters/agent.ts';
import { playMessage } from '../../../parameters/recording.ts';
import { agentOutcome } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const startWrap = defineMessage({
  code: 'SW',
  name: 'StartWrap',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Starts wrap for an agent after a call.',
  notes: 'Further rows may exist but are not documented publicly.',
  example: String.raw`SW\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/SW-StartWrap.htm',
  parameters: [
    agentIdentifier,
    { ...agentOutcome, since: '10.6.365', summary: 'Agent disposition.' },
    campaignName,
    {
      code: 'EX',
      name: 'externalAddress',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Address to transfer the call to instead of disconnecting it.',
    },
    playMessage,
    userIdentifier,
    tenantDescriptor,
  ],
});

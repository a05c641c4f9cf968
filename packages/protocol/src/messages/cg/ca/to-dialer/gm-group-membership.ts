import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, onOff } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const groupMembership = defineMessage({
  code: 'GM',
  name: 'GroupMembership',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Adds an agent to a queue or removes it.',
  example: String.raw`GM\CNCustCare\AN2\GA200\ON`,
  source: '/Suite/API-Guide/campaign/toDialer/GM-GroupMembership.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    campaignName,
    { ...groupAddress, mandatory: true },
    { ...onOff, summary: 'Present: add the agent; absent: remove it.' },
    tenantDescriptor,
    token,
  ],
});

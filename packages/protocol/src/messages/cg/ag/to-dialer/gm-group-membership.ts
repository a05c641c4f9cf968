import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, onOff } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const groupMembership = defineMessage({
  code: 'GM',
  name: 'GroupMembership',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Adds an agent or group to a queue or removes it.',
  example: String.raw`GM\CNsystem\ANReception\GA200\ON\GO999`,
  source: '/Suite/API-Guide/agent/toDialer/GM-GroupMembership.htm',
  parameters: [
    agentIdentifier,
    campaignName,
    {
      code: 'FE',
      name: 'forceEndpoint',
      kind: 'flag',
      since: '10.7.930',
      summary: 'Treat the value of GM as an endpoint.',
    },
    { ...groupAddress, mandatory: true },
    {
      code: 'GM',
      name: 'groupMember',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.86',
      summary: 'Member to add or remove: an endpoint or a group.',
    },
    {
      code: 'GO',
      name: 'groupOrder',
      kind: 'integer',
      min: 0,
      max: 9999,
      summary: 'Priority of the member in the queue.',
    },
    { ...onOff, summary: 'Present: add; absent: remove.' },
    tenantDescriptor,
    token,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import { dialedNumber, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { campaignName, groupAddress } from '../../../parameters/scope.ts';

export const groupData = defineMessage({
  code: 'GZ',
  name: 'GroupData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Reports a call state change on a monitored inbound queue.',
  notes: 'Answers EG. The values of RS and the rows after NA are not documented publicly. The example has no TX.',
  example: String.raw`GZ\CNSales\SI654321\TN0123456789\ANJoe\AE152\RS5`,
  source: '/Suite/API-Guide/management/fromDialer/GZ-GroupData.htm',
  contradictions: ['Data messages bear the TX of their request; the example has none.'],
  parameters: [
    agentExtensionIdentifier,
    {
      ...agentIdentifier,
      summary: 'Agent the call is offered to or dropped from; absent when the call is queued without an agent.',
    },
    campaignName,
    { ...dialedNumber, summary: 'DNIS.' },
    groupAddress,
    {
      code: 'NA',
      name: 'queueAgentsActive',
      kind: 'string',
      min: 1,
      max: 6,
      summary: 'Number of agents assigned to the queue that could take its calls or already do.',
    },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      certainty: 'example',
      summary: 'Call state; the values are not documented publicly.',
    },
    { ...sessionIdentifier, certainty: 'example' },
    { ...telephoneNumber, certainty: 'example' },
  ],
});

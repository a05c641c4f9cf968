import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier, secondAgent } from '../../../parameters/agent.ts';
import { sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { timeStamp } from '../../../parameters/envelope.ts';
import { timeStamp0, timeStamp1, timeStamp2, timeStamp3 } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const transferData = defineMessage({
  code: 'XZ',
  name: 'TransferData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Reports a finished transfer attempt, successful or not.',
  notes:
    'Answers EX. The rows after Z3 are not documented publicly; no TX is shown. RS and DY have a maximum of 4 but only values 0 to 2 are described.',
  example: String.raw`XZ\TDdefault\CNService\SI654321\ANFred\A2George\EX1238\Z041000.500000\Z141000.500000\Z241000.500237\Z341000.501083\RS0`,
  source: '/Suite/API-Guide/management/fromDialer/XZ-TransferData.htm',
  contradictions: ['Data messages bear the TX of their request; the example has none.'],
  parameters: [
    { ...secondAgent, summary: 'Second agent of the transfer; described as the agent the message was sent from.' },
    { ...agentExtensionIdentifier, summary: 'Extension of the agent.' },
    { ...agentIdentifier, mandatory: true },
    campaignName,
    {
      code: 'DY',
      name: 'transferTargetType',
      kind: 'integer',
      min: 0,
      max: 4,
      summary: 'Transfer target: 0 a given agent; 1 a group address; 2 an external address.',
    },
    { code: 'EX', name: 'address', kind: 'string', min: 1, max: 80, summary: 'Address of the transferee.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      summary: 'Result: 0 transferred; 1 rejected by the recipient; 2 offer failed.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    { ...telephoneNumber, summary: 'CLI/ANI for inbound.' },
    { ...timeStamp, mandatory: true },
    { ...timeStamp0, mandatory: true, summary: 'Transfer requested.' },
    { ...timeStamp1, mandatory: true, summary: 'Transfer first offered.' },
    { ...timeStamp2, mandatory: true, summary: 'Conference started.' },
    { ...timeStamp3, certainty: 'example', summary: 'Timestamp; meaning not documented publicly.' },
  ],
});

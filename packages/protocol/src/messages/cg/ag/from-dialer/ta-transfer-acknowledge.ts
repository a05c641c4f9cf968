import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const transferAcknowledge = defineMessage({
  code: 'TA',
  name: 'TransferAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the progress of a transfer.',
  notes: 'The maximum of RS is 2 although values up to 4 are described.',
  source: '/Suite/API-Guide/agent/fromDialer/TA-TransferAcknowledge.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 2,
      mandatory: true,
      contradictions: ['At most 2, but the list continues to 4.'],
      summary: 'Transfer state: 0 connected; 1 disconnected; 2 no inquiry call; 3 being offered; 4 conferencing.',
    },
    tenantDescriptor,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const transferAcknowledge = defineMessage({
  code: 'TA',
  name: 'TransferAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Answers an offered transfer.',
  example: String.raw`TA\CNCustCare\AN2\RS1`,
  source: '/Suite/API-Guide/agent/toDialer/TA-TransferAcknowledge.htm',
  parameters: [
    agentIdentifier,
    campaignName,
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 5,
      mandatory: true,
      summary: '0 or 1 in this message; 1 = accepted in the example.',
    },
    tenantDescriptor,
    token,
  ],
});

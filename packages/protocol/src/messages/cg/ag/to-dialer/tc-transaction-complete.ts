import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { calledNumber, sessionIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import {
  agentOutcome,
  conversion,
  ringBackAgent,
  ringBackNumber,
  ringBackTimer,
  successRate,
} from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { dataType } from '../../../shared-contradictions.ts';

export const transactionComplete = defineMessage({
  code: 'TC',
  name: 'TransactionComplete',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Ends the call transaction of an agent with its disposition.',
  notes: 'The end of the table is not documented publicly; SI, TD, TK and TN are inferred from CE and BD.',
  example: String.raw`TC\AN2\AO101\SR50`,
  source: '/Suite/API-Guide/agent/toDialer/TC-TransactionComplete.htm',
  parameters: [
    agentIdentifier,
    {
      ...agentOutcome,
      summary:
        'Agent disposition. From 10.6.944 previews that were not launched must map to category 1, and launched calls must not map to categories 1, 2, 3, 4, 13, 15 or 16.',
    },
    ringBackAgent,
    { ...ringBackNumber, summary: 'Number for the call-back.' },
    ringBackTimer,
    campaignName,
    { ...conversion, summary: 'Conversion amount, up to six digits.' },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      certainty: 'inferred',
      contradictions: [dataType],
      summary: 'Line-of-business data; type and limits are not documented publicly for this message.',
    },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...successRate, certainty: 'example' },
    { ...tenantDescriptor, certainty: 'inferred' },
    { ...token, certainty: 'inferred' },
    { ...calledNumber, certainty: 'inferred' },
  ],
});

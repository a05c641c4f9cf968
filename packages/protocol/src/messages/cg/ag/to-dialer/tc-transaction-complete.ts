import { defineMessage } from '../../../../define-message.ts';
import { dataType } from '../../../shared-contradictions.ts';

export const transactionComplete = defineMessage({
  code: 'TC',
  name: 'TransactionComplete',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Ends the call transaction of an agent with its disposition.',
  notes: 'The end of the table is not documented publicly.',
  example: String.raw`TC\AN2\AO101\SR50`,
  source: '/Suite/API-Guide/agent/toDialer/TC-TransactionComplete.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    {
      code: 'AO',
      name: 'agentOutcome',
      kind: 'integer',
      min: 0,
      max: 9999,
      summary:
        'Agent disposition. From 10.6.944 previews that were not launched must map to category 1, and launched calls must not map to categories 1, 2, 3, 4, 13, 15 or 16.',
    },
    { code: 'BA', name: 'ringBackAgent', kind: 'string', min: 1, max: 80, summary: 'Agent for the call-back.' },
    { code: 'BN', name: 'ringBackNumber', kind: 'string', min: 1, max: 80, summary: 'Number for the call-back.' },
    {
      code: 'BT',
      name: 'ringBackTimer',
      kind: 'string',
      min: 1,
      max: 50,
      summary: 'Date and time of the call-back, OLE Automation date.',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'CO',
      name: 'conversion',
      kind: 'string',
      min: 1,
      max: 50,
      summary: 'Conversion amount, up to six digits.',
    },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      certainty: 'inferred',
      contradictions: [dataType],
      summary: 'Line-of-business data; type and limits are not documented publicly for this message.',
    },
    {
      code: 'SR',
      name: 'successRate',
      kind: 'integer',
      certainty: 'example',
      summary: 'Success rating; type inferred from the example.',
    },
  ],
});

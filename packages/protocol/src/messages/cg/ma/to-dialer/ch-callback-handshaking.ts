import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

export const callbackHandshaking = defineMessage({
  code: 'CH',
  name: 'CallbackHandshaking',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Switches on handshaking for outbound callbacks and sets its timeout.',
  notes: 'BT reports a timeout.',
  source: '/Suite/API-Guide/management/toDialer/CH-CallbackHandshaking.htm',
  parameters: [
    { code: 'IC', name: 'identifyCTI', kind: 'string', min: 1, max: 80, summary: 'Telephony layer; absent = all.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Filter by tenant; validated when given.',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TV',
      name: 'timeoutValue',
      kind: 'integer',
      min: 1,
      max: 3600,
      summary: 'Seconds before an agent request for an outbound callback times out.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

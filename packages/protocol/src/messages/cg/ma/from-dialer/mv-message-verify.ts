import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';

export const messageVerify = defineMessage({
  code: 'MV',
  name: 'MessageVerify',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Acknowledges a message that carried a TK and passed the checks.',
  notes: 'A message that fails the checks is answered by ER instead.',
  example: String.raw`MV\TK<string>`,
  source: '/Suite/API-Guide/management/fromDialer/MV-MessageVerify.htm',
  parameters: [{ ...token, mandatory: true, summary: 'Token of the acknowledged message.' }],
});

import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';

export const messageVerify = defineMessage({
  code: 'MV',
  name: 'MessageVerify',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Acknowledges a message that carried a TK and passed the checks.',
  example: String.raw`CM:DE:MV\TK<string>`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/MV-MessageVerify.htm',
  parameters: [{ ...token, mandatory: true, summary: 'Token of the acknowledged message.' }],
});

import { defineMessage } from '../../../../define-message.ts';

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
  parameters: [
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Token of the acknowledged message.',
    },
  ],
});

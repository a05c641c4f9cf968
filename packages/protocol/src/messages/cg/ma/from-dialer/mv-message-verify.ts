import { defineMessage } from '../../../../define-message.ts';

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

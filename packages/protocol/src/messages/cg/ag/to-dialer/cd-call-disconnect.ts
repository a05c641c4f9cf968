import { defineMessage } from '../../../../define-message.ts';

export const callDisconnect = defineMessage({
  code: 'CD',
  name: 'CallDisconnect',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Call Disconnect; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/agent/fromDialer/CE-CallEnded.htm',
  parameters: [],
});

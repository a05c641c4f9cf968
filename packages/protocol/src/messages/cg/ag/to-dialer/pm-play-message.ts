import { defineMessage } from '../../../../define-message.ts';

export const playMessage = defineMessage({
  code: 'PM',
  name: 'PlayMessage',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Play Message; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/SCC-Guide/User-and-Int-Guides/Softdial-CallGem/Tel-Functions/Messaging/Playing-Messages.htm',
  parameters: [],
});

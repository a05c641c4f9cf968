import { defineMessage } from '../../../../define-message.ts';

export const timeoutQueue = defineMessage({
  code: 'TQ',
  name: 'TimeoutQueue',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Timeout Queue; known by name only.',
  notes:
    'Tells the gateway the queue timeout of an inbound call (parameter QT). Parameters are not documented publicly.',
  source:
    '/Suite/Guide/User-and-Int-Guides/Controller/Camp-and-Dial-Meth/Campaign-Type/Inbound-ACD/Inbound-SDMP-Messaging.htm',
  parameters: [],
});

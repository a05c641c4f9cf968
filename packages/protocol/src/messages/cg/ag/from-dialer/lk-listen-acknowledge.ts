import { defineMessage } from '../../../../define-message.ts';

export const listenAcknowledge = defineMessage({
  code: 'LK',
  name: 'ListenAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Listen Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const muteAcknowledge = defineMessage({
  code: 'MK',
  name: 'MuteAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Mute Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

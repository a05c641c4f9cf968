import { defineMessage } from '../../../../define-message.ts';

export const holdAdvise = defineMessage({
  code: 'HA',
  name: 'HoldAdvise',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Hold Advise; known by name only.',
  notes:
    'Named Hold Advise in the ET topic; the message of the CTI interface with the same code is Hold Acknowledge. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const focusSwitched = defineMessage({
  code: 'FW',
  name: 'FocusSwitched',
  service: 'CG',
  interface: 'US',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Focus Switched; known by name only.',
  notes:
    'Tells which endpoint of a turret has the focus (AN). Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Getting-Started/Terms2.htm',
  parameters: [],
});

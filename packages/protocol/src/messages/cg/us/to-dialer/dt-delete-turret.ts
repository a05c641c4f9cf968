import { defineMessage } from '../../../../define-message.ts';

export const deleteTurret = defineMessage({
  code: 'DT',
  name: 'DeleteTurret',
  service: 'CG',
  interface: 'US',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Delete Turret; known by name only.',
  notes: 'Deletes a user session (turret), the counterpart of AT. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Getting-Started/Terms2.htm',
  parameters: [],
});

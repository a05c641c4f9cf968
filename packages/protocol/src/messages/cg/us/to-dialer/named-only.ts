import { defineMessage } from '../../../../define-message.ts';

/** Messages that are known by name only. */

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

export const staticUserConfig = defineMessage({
  code: 'WU',
  name: 'StaticUserConfig',
  service: 'CG',
  interface: 'US',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Static User Config; known by name only.',
  notes:
    'Static user configuration, delivered by the configuration service from 10.7. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Agent-User.htm',
  parameters: [],
});

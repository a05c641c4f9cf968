import { defineMessage } from '../../../../define-message.ts';

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

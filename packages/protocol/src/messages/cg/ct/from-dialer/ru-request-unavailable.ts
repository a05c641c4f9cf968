import { defineMessage } from '../../../../define-message.ts';

export const requestUnavailable = defineMessage({
  code: 'RU',
  name: 'RequestUnavailable',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Request Unavailable; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source:
    '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Removal-and-Emergency-Shutdown.htm',
  parameters: [],
});

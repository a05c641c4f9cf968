import { defineMessage } from '../../../../define-message.ts';

export const groupAdd = defineMessage({
  code: 'AG',
  name: 'GroupAdd',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Group Add; known by name only.',
  notes:
    'Named in the 10.2 release notes; has the same parameters as MG plus ON. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/Version-Highlights/V10.2/SDMP-API.htm',
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const modifyGroup = defineMessage({
  code: 'MG',
  name: 'ModifyGroup',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Modify Group; known by name only.',
  notes:
    'Introduced in 10.2; changes a group or queue in real time, with the parameters of AG except ON. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/Version-Highlights/V10.2/SDMP-API.htm',
  parameters: [],
});

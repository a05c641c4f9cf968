import { defineMessage } from '../../../../define-message.ts';

/** Messages that are known by name only. */

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

export const overdialTuning = defineMessage({
  code: 'OT',
  name: 'OverdialTuning',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Overdial Tuning; known by name only.',
  notes:
    'Named in the text of other messages; P2 sets the breathing space timer. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/cti/toDialer/CF-CallFailed.htm',
  parameters: [],
});

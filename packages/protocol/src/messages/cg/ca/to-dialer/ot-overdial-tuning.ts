import { defineMessage } from '../../../../define-message.ts';

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

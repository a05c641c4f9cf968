import { defineMessage } from '../../../../define-message.ts';

export const dataLookup = defineMessage({
  code: 'DL',
  name: 'DataLookup',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Data Lookup; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/campaign/fromDialer/DL-DataLookup.htm',
  parameters: [],
});

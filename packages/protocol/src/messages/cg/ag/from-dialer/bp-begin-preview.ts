import { defineMessage } from '../../../../define-message.ts';

export const beginPreview = defineMessage({
  code: 'BP',
  name: 'BeginPreview',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Begin Preview; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/Arch-and-Interfaces/DT-Param-XML.htm',
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const insertRecord = defineMessage({
  code: 'IR',
  name: 'InsertRecord',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Insert Record; known by name only.',
  notes:
    'Inserts a record into the campaign database; answered by RI. Direction is inferred. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/campaignManager/fromDialer/RI-RecordInserted.htm',
  answeredBy: { code: 'RI' },
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const newPersistentID = defineMessage({
  aliases: ['NP'],
  code: 'WP',
  name: 'NewPersistentID',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the client that the persist token of its enumeration request is a new instance.',
  notes:
    'Lets an application find out whether an earlier instance of it had already made the request. The message code is WP but the example is printed with NP. The parameter is called PersistentID here and PersistToken elsewhere.',
  example: String.raw`NP\PSPub7`,
  source: '/Suite/API-Guide/management/fromDialer/WP-NewPersistentID.htm',
  contradictions: ['Title and file name say WP, the example is printed with NP.'],
  parameters: [
    {
      code: 'PS',
      name: 'persistentID',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      contradictions: ['PersistentID here, PersistToken in the requests.'],
      summary: 'Persist token of the earlier enumeration request.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';

export const removeNumber = defineMessage({
  code: 'RN',
  name: 'RemoveNumber',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Takes back a number that was passed for dialing.',
  notes: 'The number comes back in an NB; if it is already being dialed the request gets an error.',
  example: String.raw`RN\CNCustCare\TN01992783287`,
  source: '/Suite/API-Guide/campaign/toDialer/RN-RemoveNumber.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    {
      code: 'DN',
      name: 'dialedNumber',
      kind: 'string',
      min: 0,
      max: 80,
      since: '10.6.378',
      summary:
        'Dialed number, as an alternative when the session is unknown: removes every call of the campaign to that number.',
    },
    {
      code: 'SI',
      name: 'sessionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      summary: 'Session identifier; TN or SI names the called party; SI defaults to TN.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TN',
      name: 'telephoneNumber',
      kind: 'string',
      min: 0,
      max: 80,
      summary: 'Telephone number; TN or SI names the called party.',
    },
  ],
});

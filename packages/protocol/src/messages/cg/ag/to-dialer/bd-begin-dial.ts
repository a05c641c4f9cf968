import { defineMessage } from '../../../../define-message.ts';

export const beginDial = defineMessage({
  code: 'BD',
  name: 'BeginDial',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Starts, or declines, the dialing of a previewed number.',
  notes:
    'Origin of the DD reported in OZ and NB. A valueless UpdateRecord flag exists since 10.6.200 (update the record although it is not dialed); its code is not documented publicly.',
  example: String.raw`BD\TDdefault\CNCustCare\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/BD-BeginDial.htm',
  parameters: [
    { code: 'AN', name: 'agentIdentifier', kind: 'string', min: 1, max: 80, summary: 'Agent (endpoint) identifier.' },
    {
      code: 'AO',
      name: 'agentOutcome',
      kind: 'integer',
      min: 0,
      max: 9999,
      summary: 'Classification of a preview that is not dialed (used with DD).',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'DD', name: 'dontDial', kind: 'flag', summary: 'Present: do not dial; absent: dial now.' },
    { code: 'QI', name: 'turret', kind: 'string', min: 1, max: 80, summary: 'Turret (user) identifier.' },
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
  ],
});

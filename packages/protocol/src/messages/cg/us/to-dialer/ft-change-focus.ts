import { defineMessage } from '../../../../define-message.ts';

export const changeFocus = defineMessage({
  code: 'FT',
  name: 'ChangeFocus',
  service: 'CG',
  interface: 'US',
  direction: 'toDialer',
  since: '10.7.224',
  completeness: 'complete',
  summary: 'Moves the focus of a turret to an endpoint.',
  example: String.raw`FT\TDmanuhiri\QIFergus\ANFergus Voice`,
  source: '/Suite/API-Guide/user/toDialer/FT-ChangeFocus.htm',
  parameters: [
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Agent (endpoint) identifier.',
    },
    { code: 'QI', name: 'userIdentifier', kind: 'string', min: 1, max: 80, summary: 'Turret (user) identifier.' },
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

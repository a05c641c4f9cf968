import { defineMessage } from '../../../../define-message.ts';

export const callEnded = defineMessage({
  code: 'CE',
  name: 'CallEnded',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the agent application that the call has ended.',
  example: String.raw`CE\CNCustCare\AN2`,
  source: '/Suite/API-Guide/agent/fromDialer/CE-CallEnded.htm',
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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    { code: 'FC', name: 'followUpCall', kind: 'flag', summary: 'Call was ad hoc, not part of the campaign.' },
    { code: 'SI', name: 'sessionIdentifier', kind: 'string', min: 1, max: 120, summary: 'Session identifier.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
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

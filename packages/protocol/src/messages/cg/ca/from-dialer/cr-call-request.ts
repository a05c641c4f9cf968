import { defineMessage } from '../../../../define-message.ts';

export const callRequest = defineMessage({
  code: 'CR',
  name: 'CallRequest',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Asks for telephone numbers to dial.',
  example: String.raw`CR\CNCustCare\NN5\QL6`,
  source: '/Suite/API-Guide/campaign/fromDialer/CR-CallRequest.htm',
  parameters: [
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'NN',
      name: 'numberOfNumbers',
      kind: 'integer',
      min: 1,
      max: 9999,
      mandatory: true,
      summary: 'Number of telephone numbers wanted.',
    },
    {
      code: 'QL',
      name: 'queueLength',
      kind: 'integer',
      min: 1,
      max: 999999,
      mandatory: true,
      summary: 'Numbers still wanted to fill the predial queue.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
  ],
});

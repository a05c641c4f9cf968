import { defineMessage } from '../../../../define-message.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
    { ...campaignName, mandatory: true },
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
    tenantDescriptor,
  ],
});

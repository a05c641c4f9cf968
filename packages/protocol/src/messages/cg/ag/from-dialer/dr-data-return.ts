import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { data } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const dataReturn = defineMessage({
  code: 'DR',
  name: 'DataReturn',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Returns the result of a data query.',
  source: '/Suite/API-Guide/agent/fromDialer/DR-DataReturn.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    { ...data, summary: 'Data; present when RS is 0.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 exact match; 1 none; 2 several; 3 query failed; 4 query timed out.',
    },
    tenantDescriptor,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { dataType } from '../../../shared-contradictions.ts';

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
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      min: 1,
      max: 128000,
      contradictions: [dataType],
      summary: 'Data; present when RS is 0.',
    },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 exact match; 1 none; 2 several; 3 query failed; 4 query timed out.',
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

import { defineMessage } from '../../../../define-message.ts';
import { persistToken, rateControl, token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateAgents = defineMessage({
  code: 'EA',
  name: 'EnumerateAgents',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to agent state.',
  notes: 'Answered by AZ. The end of the table is not documented publicly. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EA\TXABC001\TDdefault\CNCustCare\LD2`,
  source: '/Suite/API-Guide/management/toDialer/EA-EnumerateAgents.htm',
  answeredBy: { code: 'AZ' },
  parameters: [
    { ...campaignName, summary: 'Campaign filter; absent = agents of all campaigns.' },
    rateControl,
    {
      code: 'LD',
      name: 'levelOfDetail',
      kind: 'integer',
      min: 1,
      max: 4,
      summary:
        'Level of detail of AZ: 1 (default) gives ZA, W0 and W1; 2 adds DS, OS, Z3 and Z4; 3 adds Z0, Z1, Z2 and DT. The meaning of 4 is not documented publicly.',
    },
    persistToken,
    tenantDescriptor,
    { ...token, certainty: 'inferred' },
    { ...transactionIdentifier, mandatory: true, certainty: 'example' },
  ],
});

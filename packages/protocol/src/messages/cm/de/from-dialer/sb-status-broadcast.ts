import { defineMessage } from '../../../../define-message.ts';
import { data } from '../../../parameters/call.ts';
import { timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';
import { tenantRequirement } from '../../../shared-contradictions.ts';

export const statusBroadcast = defineMessage({
  code: 'SB',
  name: 'StatusBroadcast',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Broadcasts the status of the campaigns of a tenant.',
  notes:
    'Deprecated in favour of ES and SD; limited to the first 500 campaigns of a tenant. Answers SR. Campaign states: 0 closed, 1 opening, 2 open, 3 suspended, 4 awaiting suspend (both), 5 awaiting suspend (campaign); further values are not documented publicly. The table is not documented publicly; further examples also carry TX and TS. DT holds a CampaignStatus element (attributes Time and TenantTZ) with one Campaign element per campaign at LD 2.',
  example: String.raw`CM:DE:SB\TDTenant1\DT<xml data .../>`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/SB-StatusBroadcast.htm',
  parameters: [
    { ...data, certainty: 'example', summary: 'XML status of the campaigns.' },
    { ...tenantDescriptor, certainty: 'example', contradictions: [tenantRequirement] },
    { ...timeStamp, certainty: 'example', summary: 'OLE Automation date; UTC in the examples.' },
    { ...transactionOfRequest, certainty: 'example' },
  ],
});

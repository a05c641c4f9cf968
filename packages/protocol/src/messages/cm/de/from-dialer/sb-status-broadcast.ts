import { defineMessage } from '../../../../define-message.ts';
import { dataType, tenantRequirement, transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      min: 1,
      max: 128000,
      certainty: 'example',
      contradictions: [dataType],
      summary: 'XML status of the campaigns.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      certainty: 'example',
      contradictions: [tenantRequirement],
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TS',
      name: 'timeStamp',
      kind: 'double',
      min: 1,
      max: 50,
      certainty: 'example',
      summary: 'OLE Automation date; UTC in the examples.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      certainty: 'example',
      contradictions: [transactionLength],
      summary: 'TX of the request this message belongs to.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { transactionOfRequest } from '../../../parameters/envelope.ts';
import { campaignIdentifier, campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { tenantRequirement } from '../../../shared-contradictions.ts';

export const recordInserted = defineMessage({
  code: 'RI',
  name: 'RecordInserted',
  service: 'CM',
  interface: 'DE',
  direction: 'fromDialer',
  since: '10.6.255',
  completeness: 'complete',
  summary: 'Reports the result of inserting a record.',
  notes: 'Answers IR. The meanings of the RS values are not documented publicly.',
  example: String.raw`CM:DE:RI\TDdefault\CNCustCare\CY1\TXMyTrans\RS0`,
  source: '/Suite/API-Guide/campaignManager/fromDialer/RI-RecordInserted.htm',
  parameters: [
    {
      ...campaignName,
      since: '10.6.263',
      summary: 'Campaign Manager campaign name; for linked campaigns not the CallGem campaign name.',
    },
    { ...campaignIdentifier, summary: 'Campaign identifier; CN or CY identifies the campaign.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 3,
      mandatory: true,
      summary: 'Result; 0 = inserted in the example, the other values are not documented publicly.',
    },
    { ...tenantDescriptor, contradictions: [tenantRequirement] },
    { ...transactionOfRequest, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { tenantRequirement, transactionLength } from '../../../shared-contradictions.ts';

export const stopStatusRequest = defineMessage({
  code: 'SS',
  name: 'StopStatusRequest',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Stops the broadcasts of campaign status.',
  example: String.raw`CM:DE:SS\TDdefault\TXhello\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SS-StopStatusRequest.htm',
  parameters: [
    {
      code: 'OI',
      name: 'originatorID',
      kind: 'string',
      min: 1,
      max: 255,
      mandatory: true,
      summary: 'Token naming the sender; RouterNET adds it by itself.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      mandatory: true,
      contradictions: [tenantRequirement],
      summary: 'Tenant; required under multi-tenancy, otherwise it must not be sent.',
    },
    {
      code: 'TK',
      name: 'token',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      mandatory: true,
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { tenantRequirement, transactionLength } from '../../../shared-contradictions.ts';

export const statusRequest = defineMessage({
  code: 'SR',
  name: 'StatusRequest',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Requests periodic broadcasts of campaign status.',
  notes:
    'Deprecated in favour of ES. Answered by SB every 10 seconds until SS with the same TX. The end of the table is not documented publicly.',
  example: String.raw`CM:DE:SR\TDdefault\TXhello\TK123\OIxyz`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SR-StatusRequest.htm',
  answeredBy: { code: 'SB' },
  parameters: [
    {
      code: 'LD',
      name: 'levelOfDetail',
      kind: 'integer',
      min: 1,
      max: 2,
      since: '10.6.841',
      summary:
        '1 (default): time and time zone of the tenant only; 2: also a status digest of each campaign. From 10.6.841 and, on the 10.7 branch, from 10.7.1047.',
    },
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
      code: 'TV',
      name: 'timeoutValue',
      kind: 'integer',
      min: 1,
      max: 3600,
      summary: 'Timeout value in seconds; description not documented publicly.',
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

import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

export const manageRoute = defineMessage({
  code: 'MR',
  name: 'ManageRoute',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Registers the socket to route eligible inbound calls of a campaign or queue.',
  notes: 'The table marks CN as mandatory, the text says GA and CN may be omitted.',
  example: String.raw`MR\TDdefault\CNCustCare`,
  source: '/SCC/API-Guide/management/toDialer/MR-ManageRoute.htm',
  parameters: [
    {
      code: 'CN',
      name: 'campaignName',
      kind: 'name',
      min: 1,
      max: 80,
      mandatory: true,
      contradictions: ['Mandatory in the table, optional in the text.'],
      summary: 'Campaign name; the text says it may be omitted.',
    },
    { code: 'GA', name: 'groupAddress', kind: 'string', min: 1, max: 80, summary: 'Queue (group) address.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
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

import { defineMessage } from '../../../../define-message.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

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
      ...campaignName,
      mandatory: true,
      contradictions: ['Mandatory in the table, optional in the text.'],
      summary: 'Campaign name; the text says it may be omitted.',
    },
    groupAddress,
    tenantDescriptor,
    token,
    { ...transactionIdentifier, mandatory: true },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { priority } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const groupDelete = defineMessage({
  code: 'DG',
  name: 'GroupDelete',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Takes a group out of service and deletes it.',
  example: String.raw`DG\TDtenant1\CNCustCare\GA200\PR0`,
  source: '/Suite/API-Guide/campaign/toDialer/DG-GroupDelete.htm',
  parameters: [
    { ...campaignName, summary: 'Campaign name; mandatory if the call is predictive.' },
    { ...groupAddress, mandatory: true },
    priority,
    { ...tenantDescriptor, summary: 'Tenant; required under multi-tenancy, otherwise it must not be sent.' },
    token,
  ],
});

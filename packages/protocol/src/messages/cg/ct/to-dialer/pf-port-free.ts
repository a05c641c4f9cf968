import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const portFree = defineMessage({
  code: 'PF',
  name: 'PortFree',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that a port has become free.',
  notes: 'Mandatory in CTI schema 2.',
  example: String.raw`PF\CNCustCare\POmainstfl3port18`,
  source: '/Suite/API-Guide/cti/toDialer/PF-PortFree.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    {
      code: 'PO',
      name: 'portIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Port identifier.',
    },
    tenantDescriptor,
    token,
  ],
});

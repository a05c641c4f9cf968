import { defineMessage } from '../../../../define-message.ts';
import { telephonyInterface } from '../../../shared-contradictions.ts';

export const callDisconnect = defineMessage({
  code: 'CD',
  name: 'CallDisconnect',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Asks the telephony layer to disconnect a call or one agent of it.',
  notes: 'The rows after DA are not documented publicly. TI occurs in the example only.',
  example: String.raw`CD\TDdefault\CNCustCare\AN2\TI20\AE42`,
  source: '/Suite/API-Guide/cti/fromDialer/CD-CallDisconnect.htm',
  parameters: [
    {
      code: 'AE',
      name: 'agentExtensionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      summary: 'Agent extension; only with AN.',
    },
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Agent to drop; absent = the whole session.',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    { code: 'DA', name: 'dropAbandoned', kind: 'flag', summary: 'Dropped because the call was abandoned.' },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      certainty: 'example',
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TI',
      name: 'trunkIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      certainty: 'example',
      contradictions: [telephonyInterface],
      summary: 'Trunk identifier (call id of the telephony layer).',
    },
  ],
});

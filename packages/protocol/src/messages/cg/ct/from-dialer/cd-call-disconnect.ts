import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import { trunkIdentifier } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
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
    { ...agentExtensionIdentifier, summary: 'Agent extension; only with AN.' },
    { ...agentIdentifier, summary: 'Agent to drop; absent = the whole session.' },
    { ...campaignName, mandatory: true },
    { code: 'DA', name: 'dropAbandoned', kind: 'flag', summary: 'Dropped because the call was abandoned.' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...trunkIdentifier, certainty: 'example', contradictions: [telephonyInterface] },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier, agentUniqueId } from '../../../parameters/agent.ts';
import { sessionIdentifier, sessionUUID, trunkIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { telephonyInterface } from '../../../shared-contradictions.ts';

export const transferStatus = defineMessage({
  code: 'TS',
  name: 'TransferStatus',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports whether a call was transferred to an agent.',
  source: '/Suite/API-Guide/cti/toDialer/TS-TransferStatus.htm',
  parameters: [
    agentExtensionIdentifier,
    { ...agentIdentifier, since: '10.6.390' },
    { ...campaignName, mandatory: true },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 done; 1 on hook; 2 telephony error.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    {
      ...trunkIdentifier,
      mandatory: true,
      contradictions: [telephonyInterface],
      summary: 'Trunk identifier (call id of the telephony layer); older reference only.',
    },
    token,
    { code: 'TQ', name: 'timeoutQueue', kind: 'flag', summary: 'Failed because of a queue timeout.' },
    { ...agentUniqueId, since: '10.7.596' },
    { ...sessionUUID, since: '10.7.596' },
  ],
});

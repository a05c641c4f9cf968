import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, permissionFlags } from '../../../parameters/agent.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const userStatus = defineMessage({
  code: 'US',
  name: 'UserStatus',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the result of a user authentication.',
  notes: 'Answers UA. The text speaks of values 0 and 1 only, the list has 0 to 4.',
  example: String.raw`US\TDlandlord\ANSYSTEM\RS0\PG65535`,
  source: '/SCC/API-Guide/campaign/fromDialer/US-UserStatus.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true, summary: 'User that was authenticated.' },
    { ...permissionFlags, mandatory: true },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      contradictions: ['0 to 4 in the list, 0 or 1 in the text; the newer topic has more values.'],
      summary:
        '0 authenticated; 1 user does not exist; 2 bad password; 3 badly formed parameters; 4 proxy lacks system permissions.',
    },
    { ...tenantDescriptor, mandatory: true },
  ],
});

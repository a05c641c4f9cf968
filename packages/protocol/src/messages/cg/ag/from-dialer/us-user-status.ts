import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, permissionFlags } from '../../../parameters/agent.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const userStatus = defineMessage({
  code: 'US',
  name: 'UserStatus',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the result of a user authentication.',
  notes: 'Answers UA.',
  example: String.raw`US\TDlandlord\ANSYSTEM\RS0\PG65535`,
  source: '/Suite/API-Guide/agent/fromDialer/US-UserStatus.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true, summary: 'User that was authenticated.' },
    { ...permissionFlags, mandatory: true },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 5,
      mandatory: true,
      contradictions: ['At most 5, but 6 and 7 are listed and 5 twice; the older topic has 0 to 4.'],
      summary:
        '0 authenticated; 1 user does not exist; 2 bad password; 3 badly formed parameters; 4 proxy lacks system permissions; 5 account locked out; 6 password breaks the complexity rules of the tenant; 7 endpoint not in the configuration of the user; 5 again: endpoint has no configuration (probably 8). The range ends at 5.',
    },
    { ...tenantDescriptor, mandatory: true },
  ],
});

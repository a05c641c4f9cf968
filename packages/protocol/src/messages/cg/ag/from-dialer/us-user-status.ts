import { defineMessage } from '../../../../define-message.ts';
import { allPermissions } from '../../../shared-contradictions.ts';

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
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'User that was authenticated.',
    },
    {
      code: 'PG',
      name: 'permissionFlags',
      kind: 'integer',
      min: 0,
      max: 65535,
      mandatory: true,
      contradictions: [allPermissions],
      summary:
        'Bit flags of rights: 1 agent; 2 supervisor; 4 configuration; 8 system; 256 super user; 512 job control. 65535 is listed as campaign admin, while the example calls it all permissions.',
    },
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
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { userIdentifier } from '../../../parameters/agent.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const turretState = defineMessage({
  code: 'TT',
  name: 'TurretState',
  service: 'CG',
  interface: 'US',
  direction: 'fromDialer',
  since: '10.7.224',
  completeness: 'complete',
  summary: 'Reports the state of a turret.',
  example: String.raw`TT\TDdefault\QIFred\RS0`,
  source: '/Suite/API-Guide/user/fromDialer/TT-TurretState.htm',
  parameters: [
    { code: 'FT', name: 'focus', kind: 'flag', summary: 'Present: the endpoint of this message has the input focus.' },
    {
      code: 'OS',
      name: 'oldStatus',
      kind: 'integer',
      min: 0,
      max: 3,
      mandatory: true,
      summary: 'Previous state; values as RS.',
    },
    { ...userIdentifier, mandatory: true, summary: 'Turret (user) identifier; must not clash with agent identifiers.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 3,
      mandatory: true,
      summary: '0 deleted or unknown; 1 logged in and idle; 2 ACD available; 3 being deleted.',
    },
    tenantDescriptor,
  ],
});

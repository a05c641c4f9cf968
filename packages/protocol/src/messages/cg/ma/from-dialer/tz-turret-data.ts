import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueIdUpTo80, userIdentifier } from '../../../parameters/agent.ts';
import { timeStamp, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const turretData = defineMessage({
  code: 'TZ',
  name: 'TurretData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: "Reports the state of a turret (the container of a user's endpoints) and its sessions.",
  notes: 'Answers QE.',
  source: '/Suite/API-Guide/management/fromDialer/TZ-TurretData.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    {
      code: 'DS',
      name: 'detailState',
      kind: 'integer',
      min: 0,
      max: 99,
      mandatory: true,
      summary:
        'Detailed state: 0 not logged in; 1 awaiting station tie-up; 2 logged in, not ACD available; 3 waiting for a call; 4 previewing; 5 preview breathing space; 6 talking; 7 wrap; 8 follow-up or agent-directed preview; 9 processing a transfer; 10 being offered a call; 11 monitoring; 12 waiting, reserved; 13 on hold.',
    },
    {
      code: 'MN',
      name: 'numberMediaSessions',
      kind: 'integer',
      min: 1,
      max: 32768,
      summary: 'Media sessions of the turret.',
    },
    {
      code: 'NA',
      name: 'numberAgentSessions',
      kind: 'integer',
      min: 1,
      max: 32768,
      summary: 'Agent sessions of the turret.',
    },
    { code: 'NC', name: 'numberChats', kind: 'integer', min: 1, max: 32768, summary: 'Chats of the turret.' },
    {
      code: 'OS',
      name: 'oldState',
      kind: 'integer',
      min: 0,
      max: 99,
      mandatory: true,
      summary: 'Previous state, values as DS.',
    },
    { ...userIdentifier, mandatory: true },
    {
      code: 'RS',
      name: 'resourceState',
      kind: 'integer',
      min: 0,
      max: 2,
      mandatory: true,
      summary: 'Turret state: 0 not logged in; 1 awaiting station tie-up; 2 logged in, not ACD available.',
    },
    tenantDescriptor,
    { ...timeStamp, mandatory: true },
    { ...transactionIdentifier, mandatory: true, summary: 'TX of the request.' },
    { ...agentUniqueIdUpTo80, summary: 'Internal unique id of the agent.' },
  ],
});

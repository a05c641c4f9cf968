import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { calledNumber, sessionIdentifier } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const callEnded = defineMessage({
  code: 'CE',
  name: 'CallEnded',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the agent application that the call has ended.',
  example: String.raw`CE\CNCustCare\AN2`,
  source: '/Suite/API-Guide/agent/fromDialer/CE-CallEnded.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    { code: 'FC', name: 'followUpCall', kind: 'flag', summary: 'Call was ad hoc, not part of the campaign.' },
    sessionIdentifier,
    tenantDescriptor,
    calledNumber,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import {
  applicationSpecificData,
  callingLineIdentity,
  conference3,
  modifiedConference,
  trunkIdentifier,
} from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { telephonyInterface } from '../../../shared-contradictions.ts';

export const callTransfer = defineMessage({
  code: 'CT',
  name: 'CallTransfer',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Asks the telephony layer to transfer a call to an agent or address.',
  notes: 'Further rows may exist but are not documented publicly. TI occurs in the example only.',
  example: String.raw`CT\TDdefault\CNCustCare\AN2\AE42\TI26`,
  source: '/Suite/API-Guide/cti/fromDialer/CT-CallTransfer.htm',
  parameters: [
    {
      code: 'A2',
      name: 'agentTransferee',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Agent or address the call is transferred to.',
    },
    { ...agentExtensionIdentifier, mandatory: true },
    agentIdentifier,
    applicationSpecificData,
    { code: 'BL', name: 'blindTransfer', kind: 'flag', summary: 'Blind transfer.' },
    conference3,
    { ...modifiedConference, since: '10.7.74' },
    { code: 'C5', name: 'modifiedConference2', kind: 'flag', since: '10.7.74', summary: 'Respondent on hold first.' },
    { ...callingLineIdentity, since: '10.6.255' },
    { ...campaignName, mandatory: true },
    {
      code: 'QT',
      name: 'queueTimeout',
      kind: 'integer',
      min: 1,
      max: 999999,
      summary: 'Queue timeout; the text says 30 to 600.',
    },
    {
      code: 'RI',
      name: 'ringTimeout',
      kind: 'integer',
      min: 1,
      max: 600,
      summary: 'Ring timeout in seconds, taken from TR; the text says 12 to 600.',
    },
    { ...tenantDescriptor, certainty: 'example' },
    { ...trunkIdentifier, certainty: 'example', contradictions: [telephonyInterface] },
  ],
});

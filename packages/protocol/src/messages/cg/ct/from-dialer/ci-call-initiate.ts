import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import {
  applicationSpecificData,
  callingLineIdentity,
  detectionOption,
  ringTimeout,
  sessionIdentifier,
  sessionUUIDOfUnknownLength,
  telephoneNumber,
} from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const callInitiate = defineMessage({
  code: 'CI',
  name: 'CallInitiate',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Asks the telephony layer to dial a number.',
  notes: 'The rows after DE are not documented publicly.',
  example: String.raw`CI\TDdefault\CNCustCare\SI00000123\YS{...}\TN01296381200\RI16\DO2`,
  source: '/Suite/API-Guide/cti/fromDialer/CI-CallInitiate.htm',
  parameters: [
    agentExtensionIdentifier,
    { ...agentIdentifier, summary: 'Agent given under switch-determined routing; needs AE.' },
    applicationSpecificData,
    callingLineIdentity,
    { ...campaignName, mandatory: true },
    {
      code: 'DE',
      name: 'abandonedCallDelay',
      kind: 'integer',
      min: 0,
      max: 60,
      summary: 'Delay before a call counts as abandoned. Unit not documented publicly.',
    },
    { ...detectionOption, certainty: 'example' },
    { ...ringTimeout, certainty: 'example' },
    { ...sessionIdentifier, certainty: 'example' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...telephoneNumber, certainty: 'example' },
    { ...sessionUUIDOfUnknownLength, certainty: 'example' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import {
  applicationSpecificData,
  callingLineIdentity,
  detectionOption,
  ringTimeout,
  sessionIdentifier,
  telephoneNumber,
} from '../../../parameters/call.ts';
import { transactionOfRequest } from '../../../parameters/envelope.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const telephonyMessage = defineMessage({
  code: 'TE',
  name: 'TelephonyMessage',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Passes on a telephony event selected with ET.',
  notes:
    'Carries the code of the event as a valueless flag together with the parameters of that event. Only the start of the table is documented publicly.',
  example: String.raw`TE\TXEOSales1\CI\CNCustCare\SI00000123\TN01296381200\RI16\DO2`,
  source: '/Suite/API-Guide/management/fromDialer/TE-TelephonyMessage.htm',
  parameters: [
    { ...agentExtensionIdentifier, summary: 'Copied from the event.' },
    { ...agentIdentifier, summary: 'Copied from the event.' },
    { ...applicationSpecificData, summary: 'Copied from the event.' },
    {
      code: 'CI',
      name: 'callInitiate',
      kind: 'flag',
      certainty: 'example',
      summary: 'Event flag: the event reported is a CI.',
    },
    { ...callingLineIdentity, summary: 'Copied from the event.' },
    { ...campaignName, summary: 'Copied from the event.' },
    { code: 'DA', name: 'dropAbandoned', kind: 'flag', summary: 'Copied from the event.' },
    { ...detectionOption, certainty: 'example' },
    { ...ringTimeout, certainty: 'example' },
    { ...sessionIdentifier, certainty: 'example' },
    { ...telephoneNumber, certainty: 'example' },
    { ...transactionOfRequest, certainty: 'example' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import {
  agentAlternativeIdentifier,
  agentIdentifier,
  agentUniqueIdOfUnknownLength,
} from '../../../parameters/agent.ts';
import { applicationSpecificData, sessionIdentifier, sessionUUID, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import {
  agentOutcome,
  dontDial,
  rawCause,
  reason,
  retryAdvise,
  ringBackAgent,
  ringBackNumber,
  ringBackTimer,
} from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const numberBack = defineMessage({
  code: 'NB',
  name: 'NumberBack',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Returns a number for which no agent was connected.',
  notes:
    'Sent for all calls when the campaign was opened with RO. Only the first two rows are documented publicly; SI is inferred from CE, and TK lets a service that takes NB as a report answer it.',
  example: String.raw`NB\TDTenant1\CNCustCare\TN01992783287\YS{...}\ASEx100\RE2\RA`,
  source: '/Suite/API-Guide/agent/fromDialer/NB-NumberBack.htm',
  parameters: [
    { ...agentAlternativeIdentifier, summary: 'Second agent identifier, normally equal to AN.' },
    { ...agentIdentifier, summary: 'Agent (preview mode only).' },
    { ...agentOutcome, summary: 'Agent disposition; stated in the database output topic.' },
    { ...applicationSpecificData, certainty: 'example' },
    { ...ringBackAgent, summary: 'Agent for the call-back; stated in the database output topic.' },
    ringBackNumber,
    {
      ...ringBackTimer,
      summary: 'Date and time of the call-back, OLE Automation date; stated in the database output topic.',
    },
    { ...campaignName, certainty: 'example' },
    { ...dontDial, since: '10.6.413' },
    rawCause,
    { ...retryAdvise, certainty: 'example' },
    { ...reason, certainty: 'example' },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...token, certainty: 'inferred' },
    { ...telephoneNumber, certainty: 'example' },
    {
      ...agentUniqueIdOfUnknownLength,
      since: '10.5',
      summary: 'Unique id of the agent session; added with 10.5 according to the text.',
    },
    { ...sessionUUID, since: '10.5', certainty: 'example' },
  ],
});

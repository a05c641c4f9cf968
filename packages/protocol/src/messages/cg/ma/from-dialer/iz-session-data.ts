import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueId, secondAgent } from '../../../parameters/agent.ts';
import { sessionIdentifier, sessionUUID, telephoneNumber } from '../../../parameters/call.ts';
import { transactionOfRequest } from '../../../parameters/envelope.ts';
import {
  agentOutcome,
  conversion,
  rawCause,
  reason,
  successRate,
  timeStamp0,
  timeStamp1,
  timeStamp2,
  timeStamp3,
  timeStamp4,
} from '../../../parameters/result.ts';
import { campaignName, campaignUniqueIdOfUnknownLength, tenantDescriptor } from '../../../parameters/scope.ts';

export const sessionData = defineMessage({
  code: 'IZ',
  name: 'SessionData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Delivers the call detail record of a finished session.',
  notes:
    'Answers EI, one message per finished session until EE. The meaning of Z0 to Z6 depends on the call type. The example shows Z1 to Z7. Only part of the table is documented publicly.',
  example: String.raw`IZ\TXABC001\TDProduction\CNMobiles\YC{...}\ANJoe\YA{...}\SI654321\YS{...}\RE10\AO102\IR16\CO0\SR10\Z139219.391733\Z239219.391733\Z339219.391733\Z439219.391733\Z539219.391733\Z639219.391733\Z739219.391733`,
  source: '/Suite/API-Guide/management/fromDialer/IZ-SessionData.htm',
  contradictions: ['The example bears Z1 to Z7.'],
  parameters: [
    secondAgent,
    { ...agentIdentifier, certainty: 'example' },
    { ...agentOutcome, certainty: 'example', summary: 'Agent disposition.' },
    { ...campaignName, certainty: 'example' },
    { ...conversion, certainty: 'example', summary: 'Conversion amount.' },
    { ...rawCause, certainty: 'example', summary: 'Raw network cause.' },
    { ...reason, certainty: 'example' },
    { ...sessionIdentifier, certainty: 'example' },
    { ...successRate, certainty: 'example' },
    { ...tenantDescriptor, certainty: 'example' },
    {
      ...telephoneNumber,
      certainty: 'inferred',
      summary: 'Telephone number; inferred from the reporting database topic.',
    },
    { ...transactionOfRequest, certainty: 'example' },
    { ...agentUniqueId, certainty: 'example' },
    { ...campaignUniqueIdOfUnknownLength, certainty: 'example' },
    { ...sessionUUID, certainty: 'example' },
    {
      ...timeStamp0,
      summary: 'Outbound and inbound ACD: AR time (preview: start of the breathing space); not used for queue calls.',
    },
    { ...timeStamp1, summary: 'Outbound: CI time; inbound: call queued.' },
    { ...timeStamp2, summary: 'Outbound: DN time; inbound queue: first offer; inbound ACD: last requeue.' },
    { ...timeStamp3, summary: 'Outbound: result time (LC or CF); inbound: successful offer.' },
    { ...timeStamp4, summary: 'Outbound: AC time (ND time when abandoned, from 10.6.976); inbound: agent accepted.' },
    {
      code: 'Z5',
      name: 'timeStamp5',
      kind: 'double',
      min: 1,
      max: 50,
      contradictions: ['Time of ND or start of wrap.'],
      summary: 'ND time; another topic describes it as the start of wrap.',
    },
    { code: 'Z6', name: 'timeStamp6', kind: 'double', min: 1, max: 50, summary: 'TC time.' },
    {
      code: 'Z7',
      name: 'timeStamp7',
      kind: 'double',
      min: 1,
      max: 50,
      summary:
        'Physical connect before answering machine detection, or the disconnect time of a failed call, according to the reporting database topic.',
    },
    {
      code: 'Z8',
      name: 'timeStamp8',
      kind: 'double',
      min: 1,
      max: 50,
      summary: 'Transfer done or failed, according to the reporting database topic.',
    },
  ],
});

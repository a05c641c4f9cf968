import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueIdOfUnknownLength, secondAgent } from '../../../parameters/agent.ts';
import { sessionIdentifier, sessionUUIDOfUnknownLength } from '../../../parameters/call.ts';
import { timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { timeStamp0, timeStamp1, timeStamp2, timeStamp3, timeStamp4 } from '../../../parameters/result.ts';
import { campaignName, campaignUniqueIdOfUnknownLength, tenantDescriptor } from '../../../parameters/scope.ts';

export const sessionEventData = defineMessage({
  code: 'VZ',
  name: 'SessionEventData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  since: '10.7.74',
  completeness: 'partial',
  summary: 'Reports a state change of a media session.',
  notes: 'Answers EV and continues until EE. Z0 to Z6 have the meanings given for IZ.',
  example: String.raw`VZ\TXABC001\TDProduction\CNMobiles\YC{...}\ANJoe\YA{...}\SI654321\YS{...}\DS1\OS0\TS42198.377102\T242198.376112`,
  source: '/Suite/API-Guide/management/fromDialer/VZ-SessionEventData.htm',
  parameters: [
    secondAgent,
    agentIdentifier,
    { ...campaignName, certainty: 'example' },
    {
      code: 'DS',
      name: 'detailState',
      kind: 'integer',
      certainty: 'example',
      summary: 'New session state (1 = launched).',
    },
    {
      code: 'OS',
      name: 'oldState',
      kind: 'integer',
      certainty: 'example',
      summary: 'Previous session state (0 = awaiting launch).',
    },
    { ...sessionIdentifier, certainty: 'example' },
    {
      code: 'T2',
      name: 't2',
      kind: 'double',
      certainty: 'example',
      summary: 'Earlier timestamp, OLE Automation date; name and meaning are not documented publicly for this message.',
    },
    { ...tenantDescriptor, certainty: 'example' },
    { ...timeStamp, certainty: 'example' },
    { ...transactionOfRequest, certainty: 'example' },
    { ...agentUniqueIdOfUnknownLength, certainty: 'example' },
    { ...campaignUniqueIdOfUnknownLength, certainty: 'example' },
    { ...sessionUUIDOfUnknownLength, certainty: 'example' },
    { ...timeStamp0, summary: 'As Z0 of IZ; stated in the text of the message.' },
    { ...timeStamp1, summary: 'As Z1 of IZ; stated in the text of the message.' },
    { ...timeStamp2, summary: 'As Z2 of IZ; stated in the text of the message.' },
    { ...timeStamp3, summary: 'As Z3 of IZ; stated in the text of the message.' },
    { ...timeStamp4, summary: 'As Z4 of IZ; stated in the text of the message.' },
    {
      code: 'Z5',
      name: 'timeStamp5',
      kind: 'double',
      min: 1,
      max: 50,
      summary: 'As Z5 of IZ; stated in the text of the message.',
    },
    {
      code: 'Z6',
      name: 'timeStamp6',
      kind: 'double',
      min: 1,
      max: 50,
      summary: 'As Z6 of IZ; stated in the text of the message.',
    },
  ],
});

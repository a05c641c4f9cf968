import { defineMessage } from '../../../../define-message.ts';
import { agentAlternativeIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import { data, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { transactionIdentifier } from '../../../parameters/envelope.ts';
import { agentOutcome, dontDial, rawCause, reason } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const outcomeData = defineMessage({
  code: 'OZ',
  name: 'OutcomeData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Delivers the outcome of a call to the subscribers of EO.',
  notes:
    "The table after DD is not documented publicly; AS, CO, SR, TS, YA, YC and YS are possible but unconfirmed, so a reader must accept further parameters. From 10.6.415 it is also sent for previews an agent rejected. Delivery stops at EE or when the socket of the subscription closes (the text on PersistToken says that a transaction with PS outlives the socket). The vendor's telephony gateway consumes OZ too and has a configuration switch to ignore OZ with RE 32.",
  example: String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`,
  source: '/Suite/API-Guide/management/fromDialer/OZ-OutcomeData.htm',
  contradictions: [
    'Its own text ends the delivery with the socket; the text on PS keeps the transaction alive without it.',
  ],
  parameters: [
    {
      ...agentAlternativeIdentifier,
      summary: 'Second agent identifier; can be sent for any agent, including preview mode; normally equal to AN.',
    },
    { ...agentIdentifier, summary: 'Agent of the call; absent when no agent took part.' },
    { ...agentOutcome, summary: 'Agent disposition; only for calls an agent classified.' },
    campaignName,
    {
      ...dontDial,
      since: '10.6.413',
      contradictions: ['The parameter is dated 10.6.413, the message for declined previews 10.6.415.'],
      summary: 'Valueless flag: the agent declined to dial the (preview) call.',
    },
    {
      ...data,
      certainty: 'example',
      summary: 'Line-of-business data of the call; sent without a value in the example. Limits taken from UO and DL.',
    },
    {
      ...rawCause,
      summary: 'Raw network cause; the ND topic states that it is passed on to NB and OZ. Limits taken from CF and ND.',
    },
    {
      ...reason,
      certainty: 'example',
      summary: 'Dialing cycle outcome, see the list of reasons. Limits taken from UO.',
    },
    {
      ...sessionIdentifier,
      certainty: 'example',
      summary: 'Session identifier; holds a telephone number in the example. Limits taken from other messages.',
    },
    {
      ...tenantDescriptor,
      certainty: 'inferred',
      summary:
        'Tenant; inferred from the text (outcomes of the requested campaigns and tenants) and from sister messages.',
    },
    { ...telephoneNumber, certainty: 'inferred', summary: 'Telephone number; inferred from NB, IZ and XZ.' },
    { ...transactionIdentifier, certainty: 'example', summary: 'TX of the EO. Limits taken from other messages.' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { callingLineIdentity, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignFilter, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const externalRouterDecision = defineMessage({
  code: 'XR',
  name: 'ExternalRouterDecision',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  since: '10.6.769',
  completeness: 'partial',
  summary: 'Returns the decision of an external router for a call.',
  notes: 'Answers XL. The values of RS and the rows after TD are not documented publicly.',
  example: String.raw`XR\TDdefault\CNVaijo\SIdefault_0001_00001337\TXApp_Vaijo_1200\RS1\CL02073338888\TN02071112222`,
  source: '/Suite/API-Guide/management/toDialer/XR-ExternalRouterDecision.htm',
  parameters: [
    { ...agentIdentifier, summary: 'Agent the session is to be routed to.' },
    { ...callingLineIdentity, summary: 'CLI to present; overrides the default and the CLI of MC.' },
    { ...campaignFilter, mandatory: true },
    { ...groupAddress, summary: 'Queue the session is to be routed to.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 2,
      mandatory: true,
      summary: 'Decision; the values are not documented publicly (1 = passed in the example).',
    },
    { ...sessionIdentifier, mandatory: true, summary: 'Session identifier; SI or YS is needed.' },
    tenantDescriptor,
    { ...telephoneNumber, certainty: 'example', summary: 'Number to dial instead.' },
    { ...transactionIdentifier, certainty: 'example' },
  ],
});

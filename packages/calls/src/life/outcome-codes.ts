import { agentNumberBack, codeOf, lineConnected, outcomeData, transactionComplete } from '@sdmp/protocol';

/** Codes of the parameters that an outcome is written with. Those after `rawCause` are no documented parameters of OZ. */
export const codes = {
  tenantDescriptor: codeOf(outcomeData, 'tenantDescriptor'),
  campaignName: codeOf(outcomeData, 'campaignName'),
  agentIdentifier: codeOf(outcomeData, 'agentIdentifier'),
  agentAlternativeIdentifier: codeOf(outcomeData, 'agentAlternativeIdentifier'),
  sessionIdentifier: codeOf(outcomeData, 'sessionIdentifier'),
  telephoneNumber: codeOf(outcomeData, 'telephoneNumber'),
  reason: codeOf(outcomeData, 'reason'),
  agentOutcome: codeOf(outcomeData, 'agentOutcome'),
  dontDial: codeOf(outcomeData, 'dontDial'),
  data: codeOf(outcomeData, 'data'),
  rawCause: codeOf(outcomeData, 'rawCause'),
  applicationSpecificData: codeOf(agentNumberBack, 'applicationSpecificData'),
  conversion: codeOf(transactionComplete, 'conversion'),
  ringBackAgent: codeOf(transactionComplete, 'ringBackAgent'),
  ringBackNumber: codeOf(transactionComplete, 'ringBackNumber'),
  ringBackTimer: codeOf(transactionComplete, 'ringBackTimer'),
  sessionUUID: codeOf(agentNumberBack, 'sessionUUID'),
  successRate: codeOf(transactionComplete, 'successRate'),
  trunkIdentifier: codeOf(lineConnected, 'trunkIdentifier'),
} as const;

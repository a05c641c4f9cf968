import type { ParameterDefinition, ParameterShape } from '../../define-message.ts';

/** Parameters of a call's result and times. */

export const reason = {
  code: 'RE',
  name: 'reason',
  kind: 'integer',
  min: 0,
  max: 999,
  summary: 'Dialing cycle outcome, see the list of reasons.',
} as const satisfies ParameterDefinition;

export const rawCause = {
  code: 'IR',
  name: 'rawCause',
  kind: 'integer',
  min: 0,
  max: 999,
  summary: 'Raw network cause; stated in the ND topic.',
} as const satisfies ParameterDefinition;

export const agentOutcome = {
  code: 'AO',
  name: 'agentOutcome',
  kind: 'integer',
  min: 0,
  max: 9999,
} as const satisfies ParameterShape;

export const successRate = {
  code: 'SR',
  name: 'successRate',
  kind: 'integer',
  summary: 'Success rating; type inferred from the example.',
} as const satisfies ParameterDefinition;

export const conversion = {
  code: 'CO',
  name: 'conversion',
  kind: 'string',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

export const dontDial = {
  code: 'DD',
  name: 'dontDial',
  kind: 'flag',
  summary: 'Valueless flag: the agent declined to dial; stated in the OZ topic.',
} as const satisfies ParameterDefinition;

export const retryAdvise = {
  code: 'RA',
  name: 'retryAdvise',
  kind: 'flag',
  summary: 'Retry advice flag.',
} as const satisfies ParameterDefinition;

export const ringBackAgent = {
  code: 'BA',
  name: 'ringBackAgent',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Agent for the call-back.',
} as const satisfies ParameterDefinition;

export const ringBackNumber = {
  code: 'BN',
  name: 'ringBackNumber',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Number for the call-back; stated in the database output topic.',
} as const satisfies ParameterDefinition;

export const ringBackTimer = {
  code: 'BT',
  name: 'ringBackTimer',
  kind: 'string',
  min: 1,
  max: 50,
  summary: 'Date and time of the call-back, OLE Automation date.',
} as const satisfies ParameterDefinition;

export const timeStamp0 = {
  code: 'Z0',
  name: 'timeStamp0',
  kind: 'double',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

export const timeStamp1 = {
  code: 'Z1',
  name: 'timeStamp1',
  kind: 'double',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

export const timeStamp2 = {
  code: 'Z2',
  name: 'timeStamp2',
  kind: 'double',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

export const timeStamp3 = {
  code: 'Z3',
  name: 'timeStamp3',
  kind: 'double',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

export const timeStamp4 = {
  code: 'Z4',
  name: 'timeStamp4',
  kind: 'double',
  min: 1,
  max: 50,
} as const satisfies ParameterShape;

import type { ParameterDefinition, ParameterShape } from '../../define-message.ts';
import { dataType, sessionIdLimits } from '../shared-contradictions.ts';

/** Parameters of a call: numbers, session, line, transfer. */

export const telephoneNumber = {
  code: 'TN',
  name: 'telephoneNumber',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Telephone number.',
} as const satisfies ParameterDefinition;

export const calledNumber = {
  ...telephoneNumber,
  summary: 'Telephone number; TN or SI names the called party.',
} as const satisfies ParameterDefinition;

export const dialedNumber = {
  code: 'DN',
  name: 'dialedNumber',
  kind: 'string',
  min: 0,
  max: 80,
} as const satisfies ParameterShape;

export const callingLineIdentity = {
  code: 'CL',
  name: 'callingLineIdentity',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Calling line identity.',
} as const satisfies ParameterDefinition;

export const sessionIdentifier = {
  code: 'SI',
  name: 'sessionIdentifier',
  kind: 'string',
  min: 1,
  max: 120,
  summary: 'Session identifier.',
} as const satisfies ParameterDefinition;

export const sessionUUID = {
  code: 'YS',
  name: 'sessionUUID',
  kind: 'string',
  min: 20,
  max: 50,
  contradictions: [sessionIdLimits],
  summary: 'UUID of the media session.',
} as const satisfies ParameterDefinition;

export const sessionUUIDOfUnknownLength = {
  code: 'YS',
  name: 'sessionUUID',
  kind: 'string',
  contradictions: [sessionIdLimits],
  summary: 'UUID of the media session.',
} as const satisfies ParameterDefinition;

export const data = {
  code: 'DT',
  name: 'data',
  kind: 'data',
  min: 1,
  max: 128000,
  contradictions: [dataType],
} as const satisfies ParameterShape;

export const applicationSpecificData = {
  code: 'AS',
  name: 'applicationSpecificData',
  kind: 'string',
  min: 1,
  max: 4000,
  summary: 'Application-specific data.',
} as const satisfies ParameterDefinition;

export const priority = {
  code: 'PR',
  name: 'priority',
  kind: 'integer',
  min: 0,
  max: 2,
  summary: 'Priority; default 0.',
} as const satisfies ParameterDefinition;

export const dialingMethod = {
  code: 'DM',
  name: 'dialingMethod',
  kind: 'integer',
  min: 0,
  max: 102,
} as const satisfies ParameterShape;

export const dialingPorts = {
  code: 'DP',
  name: 'dialingPorts',
  kind: 'integer',
  min: 0,
  max: 999999,
} as const satisfies ParameterShape;

export const numberOfTrunks = {
  code: 'NT',
  name: 'numberOfTrunks',
  kind: 'integer',
  min: 0,
  max: 999999,
  summary: 'Number of trunks.',
} as const satisfies ParameterDefinition;

export const ringTimeout = {
  code: 'RI',
  name: 'ringTimeout',
  kind: 'integer',
  min: 12,
  max: 600,
  summary: 'Ring timeout in seconds.',
} as const satisfies ParameterDefinition;

export const timeoutValue = {
  code: 'TV',
  name: 'timeoutValue',
  kind: 'integer',
  min: 1,
  max: 3600,
} as const satisfies ParameterShape;

export const detectionOption = {
  code: 'DO',
  name: 'detectionOption',
  kind: 'integer',
  summary: 'Detection option.',
} as const satisfies ParameterDefinition;

export const trunkIdentifier = {
  code: 'TI',
  name: 'trunkIdentifier',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Trunk identifier (call id of the telephony layer).',
} as const satisfies ParameterDefinition;

export const gatewayIdentifier = {
  code: 'GI',
  name: 'gatewayIdentifier',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Telephony gateway identifier.',
} as const satisfies ParameterDefinition;

export const identifyCTI = {
  code: 'IC',
  name: 'identifyCTI',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Telephony layer (switch) identifier.',
} as const satisfies ParameterDefinition;

export const conference3 = {
  code: 'C3',
  name: 'conference3',
  kind: 'flag',
  summary: 'Three-party conference.',
} as const satisfies ParameterDefinition;

export const modifiedConference = {
  code: 'C4',
  name: 'modifiedConference',
  kind: 'flag',
  summary: 'Conference of the agents first.',
} as const satisfies ParameterDefinition;

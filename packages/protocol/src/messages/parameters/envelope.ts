import type { ParameterDefinition, ParameterShape } from '../../define-message.ts';
import {
  errorCodeForm,
  faultyMessageName,
  rateControlType,
  timeStampType,
  transactionLength,
} from '../shared-contradictions.ts';

/** Parameters of requests, answers and subscriptions. */

export const token = {
  code: 'TK',
  name: 'token',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Opaque client token; returned in MV once the checks pass, found inside FM of ER when they fail.',
} as const satisfies ParameterDefinition;

export const transactionIdentifier = {
  code: 'TX',
  name: 'transactionIdentifier',
  kind: 'string',
  min: 1,
  max: 87,
  contradictions: [transactionLength],
  summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
} as const satisfies ParameterDefinition;

export const transactionOfRequest = {
  ...transactionIdentifier,
  summary: 'TX of the request this message belongs to.',
} as const satisfies ParameterDefinition;

export const originatorID = {
  code: 'OI',
  name: 'originatorID',
  kind: 'string',
  min: 1,
  max: 255,
  summary: 'Token naming the sender; RouterNET adds it by itself.',
} as const satisfies ParameterDefinition;

export const persistToken = {
  code: 'PS',
  name: 'persistToken',
  kind: 'string',
  min: 1,
  max: 80,
  summary:
    'Keeps the subscription alive when the socket fails: events are buffered until the client reconnects and sends the request again.',
} as const satisfies ParameterDefinition;

export const rateControl = {
  code: 'CS',
  name: 'rateControl',
  kind: 'count',
  min: 1,
  max: 1000000,
  since: '10.6.660',
  contradictions: [rateControlType],
  summary:
    'Event messages per second the subscriber accepts during the replay after re-subscribing; default 100 per persist token. Typed string in the documentation, numeric value.',
} as const satisfies ParameterDefinition;

export const timeStamp = {
  code: 'TS',
  name: 'timeStamp',
  kind: 'double',
  min: 1,
  max: 50,
  summary: 'Time the event was processed, OLE Automation date.',
} as const satisfies ParameterDefinition;

export const timeStampText = {
  code: 'TS',
  name: 'timeStamp',
  kind: 'string',
  min: 1,
  max: 50,
  contradictions: [timeStampType],
} as const satisfies ParameterShape;

export const errorCode = {
  code: 'EC',
  name: 'errorCode',
  kind: 'integer',
  min: 1,
  max: 9999,
  contradictions: [errorCodeForm],
  summary: 'Error code.',
} as const satisfies ParameterDefinition;

export const faultyMessage = {
  code: 'FM',
  name: 'faultyMessage',
  kind: 'quoted',
  min: 1,
  contradictions: [faultyMessageName],
  summary: 'The rejected message in full, between double quotes; no maximum length.',
} as const satisfies ParameterDefinition;

export const message = {
  code: 'MS',
  name: 'message',
  kind: 'string',
  min: 0,
  max: 255,
  summary: 'Reason text, set when a validating proxy raised the error.',
} as const satisfies ParameterDefinition;

export const facility = {
  code: 'FA',
  name: 'facility',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Application the notification comes from.',
} as const satisfies ParameterDefinition;

export const severity = {
  code: 'SE',
  name: 'severity',
  kind: 'integer',
  min: 1,
  max: 4,
  summary: 'Severity: 1 notification; 2 warning; 3 error; 4 fatal error.',
} as const satisfies ParameterDefinition;

import type { ParameterDefinition } from '../../define-message.ts';

/** Parameters of recording and playback. */

export const callRecording = {
  code: 'CR',
  name: 'callRecording',
  kind: 'flag',
  summary: 'Record all calls.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel1 = {
  code: 'L1',
  name: 'callRecordingLabel1',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 1; any characters.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel2 = {
  code: 'L2',
  name: 'callRecordingLabel2',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 2; any characters.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel3 = {
  code: 'L3',
  name: 'callRecordingLabel3',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 3; any characters.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel4 = {
  code: 'L4',
  name: 'callRecordingLabel4',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 4; any characters.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel5 = {
  code: 'L5',
  name: 'callRecordingLabel5',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 5; any characters.',
} as const satisfies ParameterDefinition;

export const callRecordingLabel6 = {
  code: 'L6',
  name: 'callRecordingLabel6',
  kind: 'string',
  min: 0,
  max: 80,
  summary: 'Call recording label 6; any characters.',
} as const satisfies ParameterDefinition;

export const recordingFilename = {
  code: 'RF',
  name: 'recordingFilename',
  kind: 'string',
  min: 1,
  max: 1024,
  summary: 'Recording file name.',
} as const satisfies ParameterDefinition;

export const playMessage = {
  code: 'PM',
  name: 'playMessage',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Name of the sound to play.',
} as const satisfies ParameterDefinition;

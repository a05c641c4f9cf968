import { defineMessage } from '../../../../define-message.ts';
import { callingLineIdentity, dialingPorts, numberOfTrunks, ringTimeout } from '../../../parameters/call.ts';
import { callRecording, playMessage } from '../../../parameters/recording.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const tenantParameters = defineMessage({
  code: 'P1',
  name: 'TenantParameters',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Sets the parameters of a tenant.',
  notes: 'DF was renamed LF in 10.7.846. The rows after RI are not documented publicly.',
  example: String.raw`P1\TDtenant1\NT100\NA40`,
  source: '/Suite/API-Guide/management/toDialer/P1-TenantParameters.htm',
  parameters: [
    callingLineIdentity,
    callRecording,
    {
      code: 'DF',
      name: 'defaultLFO',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.6.594',
      summary: 'Default overflow address; renamed LF in 10.7.846.',
    },
    { ...dialingPorts, summary: 'Lines that may dial at once.' },
    {
      code: 'LF',
      name: 'defaultLFOLf',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.7.846',
      contradictions: ['DF until 10.7.846.'],
      summary: 'Default overflow address (formerly DF).',
    },
    { code: 'LL', name: 'locale', kind: 'integer', min: 0, max: 999, summary: 'Locale code.' },
    { code: 'NA', name: 'numberAgents', kind: 'integer', min: 1, max: 32768, summary: 'Number of agents.' },
    {
      code: 'NM',
      name: 'noMoveOnCallback',
      kind: 'flag',
      since: '10.7.846',
      summary: 'Agents are not moved for callbacks.',
    },
    { ...numberOfTrunks, mandatory: true },
    playMessage,
    ringTimeout,
    { ...tenantDescriptor, certainty: 'example' },
  ],
});

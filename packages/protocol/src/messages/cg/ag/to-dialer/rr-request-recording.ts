import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier, onOff, userIdentifier } from '../../../parameters/agent.ts';
import { sessionIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { recordingFilename } from '../../../parameters/recording.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const requestRecording = defineMessage({
  code: 'RR',
  name: 'RequestRecording',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Switches a call recording on or off.',
  notes: 'Further rows may exist but are not documented publicly.',
  source: '/Suite/API-Guide/agent/toDialer/RR-RequestRecording.htm',
  parameters: [
    agentExtensionIdentifier,
    agentIdentifier,
    campaignName,
    {
      code: 'KY',
      name: 'operationKey',
      kind: 'string',
      min: 1,
      max: 80,
      summary: 'Key that names one of several recordings.',
    },
    { code: 'MF', name: 'mediaFormat', kind: 'integer', min: 0, max: 1, summary: '0 G.711 WAV; 1 16 kbit/s WAV.' },
    { ...onOff, summary: 'Present: start; absent: stop.' },
    { ...userIdentifier, since: '10.7.28', summary: 'User identifier, as an alternative to AN.' },
    recordingFilename,
    { ...sessionIdentifier, summary: 'Session identifier; TN or SI identifies the session.' },
    tenantDescriptor,
    token,
  ],
});

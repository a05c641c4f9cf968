import { defineMessage } from '../../../../define-message.ts';

export const requestRecording = defineMessage({
  code: 'RR',
  name: 'RequestRecording',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Request Recording; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/cti/toDialer/RA-RecordingAcknowledge.htm',
  parameters: [],
});

import { defineMessage } from '../../../../define-message.ts';

export const recordingAcknowledge = defineMessage({
  code: 'RA',
  name: 'RecordingAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Recording Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/cti/toDialer/RA-RecordingAcknowledge.htm',
  parameters: [],
});

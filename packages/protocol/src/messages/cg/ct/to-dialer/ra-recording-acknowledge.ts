import { defineMessage } from '../../../../define-message.ts';
import { onOff } from '../../../parameters/agent.ts';
import { sessionIdentifier } from '../../../parameters/call.ts';
import { recordingFilename } from '../../../parameters/recording.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const recordingAcknowledge = defineMessage({
  code: 'RA',
  name: 'RecordingAcknowledge',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Reports the result of a recording request.',
  notes: 'Further rows may exist but are not documented publicly.',
  example: String.raw`RA\CNCustCare\SIAA001122\RS0`,
  source: '/SCC/API-Guide/cti/toDialer/RA-RecordingAcknowledge.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    { code: 'KY', name: 'operationKey', kind: 'string', min: 1, max: 80, summary: 'Key of the recording.' },
    { ...onOff, summary: 'Present: recording started.' },
    recordingFilename,
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result, 0 to 2; meanings not documented publicly.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { dialingMethod, identifyCTI } from '../../../parameters/call.ts';
import {
  callRecording,
  callRecordingLabel1,
  callRecordingLabel2,
  callRecordingLabel3,
  callRecordingLabel4,
  callRecordingLabel5,
  callRecordingLabel6,
} from '../../../parameters/recording.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const openCampaign = defineMessage({
  code: 'OC',
  name: 'OpenCampaign',
  service: 'CG',
  interface: 'CA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Opens a campaign for dialing.',
  notes: 'The dialing method is fixed while the campaign is open. The rows after L6 are not documented publicly.',
  example: String.raw`OC\CNCustCare\DM0`,
  source: '/Suite/API-Guide/campaign/toDialer/OC-OpenCampaign.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    callRecording,
    { ...dialingMethod, summary: 'Dialing method, values as DM of CZ; default 0.' },
    { ...identifyCTI, summary: 'Telephony layer (switch) of the campaign.' },
    { code: 'IU', name: 'inhibitRU', kind: 'flag', summary: 'Do not send RU when RX is given.' },
    callRecordingLabel1,
    callRecordingLabel2,
    callRecordingLabel3,
    callRecordingLabel4,
    callRecordingLabel5,
    callRecordingLabel6,
    { code: 'RH', name: 'reportHeader', kind: 'string', summary: 'Report header; mentioned in the text only.' },
    {
      code: 'RO',
      name: 'returnOption',
      kind: 'flag',
      summary: 'Return option: NB is sent for all calls; mentioned in the NB topic.',
    },
    {
      code: 'TT',
      name: 'timeoutTrigger',
      kind: 'string',
      summary:
        'Times out an unanswered CI after one minute; mentioned in the resilience topic. Type not documented publicly.',
    },
    {
      code: 'UT',
      name: 'unavailableTimeout',
      kind: 'string',
      summary: 'Timeout with a default of 30 seconds; mentioned in the resilience topic. Type not documented publicly.',
    },
  ],
});

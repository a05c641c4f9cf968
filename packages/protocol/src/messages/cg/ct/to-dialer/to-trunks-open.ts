import { defineMessage } from '../../../../define-message.ts';
import { dialingPorts, identifyCTI, numberOfTrunks } from '../../../parameters/call.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const trunksOpen = defineMessage({
  code: 'TO',
  name: 'TrunksOpen',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Tells CallGem which telephony resources are available.',
  notes:
    'Must be sent for each switch before a campaign that uses it is opened, and again on every change. Without CN and TD it describes a switch, otherwise a quota. Most of the table is not documented publicly.',
  example: String.raw`TO\NT50\ND\SD\PF`,
  source: '/Suite/API-Guide/cti/toDialer/TO-TrunksOpen.htm',
  parameters: [
    { ...campaignName, summary: 'Sets quotas of one campaign.' },
    {
      code: 'CS',
      name: 'callsPerSecond',
      kind: 'integer',
      min: 1,
      max: 9999999,
      summary: 'Calls per second the trunk interface supports; default 9999999.',
    },
    { ...dialingPorts, summary: 'Dialing ports, stated in the text; unlimited when absent.' },
    { ...identifyCTI, summary: 'Telephony layer, stated in the text; __singlecti when absent.' },
    {
      code: 'ND',
      name: 'nowDisconnected',
      kind: 'flag',
      certainty: 'example',
      summary: 'Announces that ND will be sent.',
    },
    { ...numberOfTrunks, certainty: 'example', summary: 'Trunks available for outbound dialing.' },
    { code: 'PF', name: 'portFree', kind: 'flag', certainty: 'example', summary: 'Announces that PF will be sent.' },
    {
      code: 'SD',
      name: 'stationDisconnect',
      kind: 'flag',
      certainty: 'example',
      summary: 'Announces that SD will be sent.',
    },
    {
      code: 'SL',
      name: 'switchLogin',
      kind: 'flag',
      summary: 'Announces support of switch login: LS will answer SL. Stated in the SL topic.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import {
  agentDescription,
  agentExtensionIdentifier,
  agentIdentifier,
  licenseToken,
  nailedUp,
} from '../../../parameters/agent.ts';
import { callRecording } from '../../../parameters/recording.ts';
import { campaignName } from '../../../parameters/scope.ts';

export const agentLogin = defineMessage({
  code: 'AL',
  name: 'AgentLogin',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Logs an agent in to a campaign.',
  notes:
    'Answered by LI. Allowed while the campaign is open or suspended. The end of the table is not documented publicly.',
  example: String.raw`AL\CNCustCare\AN2\ADTom\TEBobbie-Jo\AE1522`,
  source: '/Suite/API-Guide/agent/toDialer/AL-AgentLogin.htm',
  parameters: [
    { code: 'AA', name: 'autoAccept', kind: 'flag', summary: 'Always accept transfers.' },
    agentDescription,
    { ...agentExtensionIdentifier, mandatory: true },
    { ...agentIdentifier, mandatory: true },
    { code: 'AW', name: 'autoWrap', kind: 'flag', summary: 'TC is generated automatically.' },
    { ...campaignName, mandatory: true },
    { ...callRecording, summary: 'Record the calls of the agent.' },
    licenseToken,
    nailedUp,
    { code: 'TE', name: 'team', kind: 'string', min: 1, max: 80, certainty: 'example', summary: 'Team.' },
  ],
});

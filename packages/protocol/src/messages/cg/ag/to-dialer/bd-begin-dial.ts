import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import { calledNumber, sessionIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { agentOutcome, dontDial } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const beginDial = defineMessage({
  code: 'BD',
  name: 'BeginDial',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Starts, or declines, the dialing of a previewed number.',
  notes:
    'Origin of the DD reported in OZ and NB. A valueless UpdateRecord flag exists since 10.6.200 (update the record although it is not dialed); its code is not documented publicly. SI and TN are inferred from CE.',
  example: String.raw`BD\TDdefault\CNCustCare\AN2`,
  source: '/Suite/API-Guide/agent/toDialer/BD-BeginDial.htm',
  parameters: [
    agentIdentifier,
    { ...agentOutcome, summary: 'Classification of a preview that is not dialed (used with DD).' },
    campaignName,
    { ...dontDial, summary: 'Present: do not dial; absent: dial now.' },
    { code: 'QI', name: 'turret', kind: 'string', min: 1, max: 80, summary: 'Turret (user) identifier.' },
    { ...sessionIdentifier, certainty: 'inferred' },
    tenantDescriptor,
    token,
    { ...calledNumber, certainty: 'inferred' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier, nailedUp } from '../../../parameters/agent.ts';
import { callingLineIdentity, gatewayIdentifier, sessionIdentifier } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const switchLogin = defineMessage({
  code: 'SL',
  name: 'SwitchLogin',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Asks the switch to log in an agent station.',
  notes: 'The telephony layer answers with LS if it announced SL in TO. The rows after SI are not documented publicly.',
  example: String.raw`SL\TDdefault\CNCustCare\AN2\AE42`,
  source: '/SCC/API-Guide/cti/fromDialer/SL-SwitchLogin.htm',
  parameters: [
    agentExtensionIdentifier,
    { ...agentIdentifier, mandatory: true },
    { ...callingLineIdentity, since: '10.5' },
    { ...campaignName, mandatory: true },
    {
      code: 'GD',
      name: 'gatewayDial',
      kind: 'string',
      min: 1,
      max: 160,
      summary: 'Address given by another gateway to reach the agent.',
    },
    gatewayIdentifier,
    nailedUp,
    { ...sessionIdentifier, summary: 'Session identifier; limits taken from other messages.' },
    { ...tenantDescriptor, certainty: 'example' },
  ],
});

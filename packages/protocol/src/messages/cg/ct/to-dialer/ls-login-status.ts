import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier, agentIdentifier } from '../../../parameters/agent.ts';
import { gatewayIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const loginStatus = defineMessage({
  code: 'LS',
  name: 'LoginStatus',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports the result of an agent station login.',
  example: String.raw`LS\CNCustCare\AN2\AE43\RS0`,
  source: '/SCC/API-Guide/cti/toDialer/LS-LoginStatus.htm',
  parameters: [
    { ...agentExtensionIdentifier, mandatory: true },
    agentIdentifier,
    { ...campaignName, mandatory: true },
    {
      code: 'GD',
      name: 'gatewayDial',
      kind: 'string',
      min: 1,
      max: 160,
      summary: 'Address another gateway is to dial.',
    },
    gatewayIdentifier,
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 done; 1 on hook; 2 telephony error.',
    },
    tenantDescriptor,
    token,
  ],
});

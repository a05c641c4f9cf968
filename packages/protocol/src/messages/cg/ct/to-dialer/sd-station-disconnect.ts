import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const stationDisconnect = defineMessage({
  code: 'SD',
  name: 'StationDisconnect',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Reports that an agent station has been released from a call.',
  notes: 'Mandatory in CTI schema 2.',
  example: String.raw`SD\CNCustCare\AE43`,
  source: '/Suite/API-Guide/cti/toDialer/SD-StationDisconnect.htm',
  parameters: [
    { ...agentExtensionIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    tenantDescriptor,
    token,
  ],
});

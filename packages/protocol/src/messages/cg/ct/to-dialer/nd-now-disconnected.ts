import { defineMessage } from '../../../../define-message.ts';
import { agentExtensionIdentifier } from '../../../parameters/agent.ts';
import { sessionIdentifier, trunkIdentifier } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { rawCause } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { telephonyInterface } from '../../../shared-contradictions.ts';

export const nowDisconnected = defineMessage({
  code: 'ND',
  name: 'NowDisconnected',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Reports that a call has been disconnected.',
  notes: 'Further rows may exist but are not documented publicly. TI occurs in the example only.',
  example: String.raw`ND\CNCustCare\TI26\AE43`,
  source: '/Suite/API-Guide/cti/toDialer/ND-NowDisconnected.htm',
  parameters: [
    agentExtensionIdentifier,
    {
      code: 'CA',
      name: 'cause',
      kind: 'integer',
      min: 0,
      max: 999,
      mandatory: true,
      since: '10.6.282',
      summary:
        'Changes the outcome afterwards, for example when an abandoned caller asks not to be called; see the list of reasons.',
    },
    campaignName,
    { ...rawCause, summary: 'Raw network cause; passed on to NB and OZ.' },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    { ...trunkIdentifier, certainty: 'example', contradictions: [telephonyInterface] },
    token,
  ],
});

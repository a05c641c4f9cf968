import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier } from '../../../parameters/agent.ts';
import {
  dialedNumber,
  gatewayIdentifier,
  sessionIdentifier,
  telephoneNumber,
  trunkIdentifier,
} from '../../../parameters/call.ts';
import { message, token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { telephonyInterface } from '../../../shared-contradictions.ts';

export const lineConnected = defineMessage({
  code: 'LC',
  name: 'LineConnected',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Reports that a call is connected.',
  notes:
    'Further rows may exist but are not documented publicly; SI, TD and TK are inferred from ND and DN. TI occurs in the example only.',
  example: String.raw`LC\CNCustCare\TN01992783287\TI26\OD1.00`,
  source: '/Suite/API-Guide/cti/toDialer/LC-LineConnected.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true, summary: 'Agent; only under switch-determined routing.' },
    { ...campaignName, mandatory: true },
    { ...dialedNumber, mandatory: true, summary: 'Dialed number; needed for inbound calls.' },
    gatewayIdentifier,
    { code: 'MA', name: 'machine', kind: 'flag', summary: 'Answering machine detected.' },
    { ...message, mandatory: true, summary: 'Connection details.' },
    {
      code: 'OD',
      name: 'offhookDelay',
      kind: 'decimal',
      min: 0,
      max: 9.99,
      summary: 'Seconds between connect and LC.',
    },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...tenantDescriptor, certainty: 'inferred' },
    { ...trunkIdentifier, certainty: 'example', contradictions: [telephonyInterface] },
    { ...token, certainty: 'inferred' },
    { ...telephoneNumber, certainty: 'example' },
  ],
});

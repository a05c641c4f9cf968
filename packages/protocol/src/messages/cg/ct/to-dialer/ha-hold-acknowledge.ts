import { defineMessage } from '../../../../define-message.ts';
import { onOff } from '../../../parameters/agent.ts';
import { sessionIdentifier, sessionUUID } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const holdAcknowledge = defineMessage({
  code: 'HA',
  name: 'HoldAcknowledge',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'complete',
  summary: 'Acknowledges a hold or retrieve request.',
  source: '/Suite/API-Guide/cti/toDialer/HA-HoldAcknowledge.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    { ...onOff, summary: 'Present: hold; absent: retrieve.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      mandatory: true,
      summary: 'Result: 0 done; 1 respondent on hook; 2 telephony error.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    token,
    {
      code: 'WH',
      name: 'whoAck',
      kind: 'string',
      min: 0,
      max: 8,
      since: '10.6.147',
      summary: 'Bit flags: customer or second agent.',
    },
    { ...sessionUUID, since: '10.7.596' },
  ],
});

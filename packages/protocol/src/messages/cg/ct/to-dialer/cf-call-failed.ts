import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { rawCause } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const callFailed = defineMessage({
  code: 'CF',
  name: 'CallFailed',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Reports that a call failed, and why.',
  notes: 'The rows after IR are not documented publicly; SI and TK are inferred from ND and DN.',
  example: String.raw`CF\TDdefault\CNCustCare\TN019927832872\CA2`,
  source: '/Suite/API-Guide/cti/toDialer/CF-CallFailed.htm',
  parameters: [
    {
      code: 'CA',
      name: 'cause',
      kind: 'integer',
      min: 0,
      max: 999,
      mandatory: true,
      summary: 'Why the call failed, see the list of reasons.',
    },
    campaignName,
    { ...rawCause, summary: 'Raw network cause; description not documented publicly.' },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...token, certainty: 'inferred' },
    { ...telephoneNumber, certainty: 'example' },
  ],
});

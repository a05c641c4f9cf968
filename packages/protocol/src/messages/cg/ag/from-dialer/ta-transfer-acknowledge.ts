import { defineMessage } from '../../../../define-message.ts';

export const transferAcknowledge = defineMessage({
  code: 'TA',
  name: 'TransferAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports the progress of a transfer.',
  notes: 'The maximum of RS is 2 although values up to 4 are described.',
  source: '/Suite/API-Guide/agent/fromDialer/TA-TransferAcknowledge.htm',
  parameters: [
    {
      code: 'AN',
      name: 'agentIdentifier',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Agent (endpoint) identifier.',
    },
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, mandatory: true, summary: 'Campaign name.' },
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 2,
      mandatory: true,
      contradictions: ['At most 2, but the list goes on to 4.'],
      summary: 'Transfer state: 0 connected; 1 disconnected; 2 no inquiry call; 3 being offered; 4 conferencing.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';

export const enumerateMetrics = defineMessage({
  code: 'EM',
  name: 'EnumerateMetrics',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Enumerate Metrics; known by name only.',
  notes: 'OM is documented as the answer to EM, hence the direction; inferred. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/campaign/toDialer/OM-OutboundMetrics.htm',
  parameters: [],
});

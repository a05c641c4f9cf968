import { defineMessage } from '../../../../define-message.ts';

export const staticAgentConfig = defineMessage({
  code: 'WA',
  name: 'StaticAgentConfig',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Static Agent Config; known by name only.',
  notes:
    'Static endpoint configuration, delivered by the configuration service from 10.7; carries defaults for campaign, description and extension. Layer is inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/agent/toDialer/GM-GroupMembership.htm',
  parameters: [],
});

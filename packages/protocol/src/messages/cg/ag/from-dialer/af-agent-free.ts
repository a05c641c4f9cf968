import { defineMessage } from '../../../../define-message.ts';

export const agentFree = defineMessage({
  code: 'AF',
  name: 'AgentFree',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Agent Free; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Integrity.htm',
  parameters: [],
});

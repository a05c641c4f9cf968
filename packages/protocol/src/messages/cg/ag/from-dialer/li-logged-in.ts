import { defineMessage } from '../../../../define-message.ts';
import { agentIdLimits } from '../../../shared-contradictions.ts';

export const loggedIn = defineMessage({
  code: 'LI',
  name: 'LoggedIn',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Confirms that an agent is logged in.',
  notes:
    'Answers AL, and is also sent when an agent is moved to another campaign. The terminology topic says that QI is appended from 10.7 and shows YC as well.',
  example: String.raw`LI\TDTenant1\CNCustCare\AN46\YA{...}`,
  source: '/Suite/API-Guide/agent/fromDialer/LI-LoggedIn.htm',
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
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'YA',
      name: 'agentUniqueId',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.5',
      contradictions: [agentIdLimits],
      summary: 'Unique id of the agent session.',
    },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, agentUniqueIdUpTo80 } from '../../../parameters/agent.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

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
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    tenantDescriptor,
    { ...agentUniqueIdUpTo80, since: '10.5' },
  ],
});

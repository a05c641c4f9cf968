import { defineMessage } from '../../../../define-message.ts';
import { agentIdentifier, userIdentifier } from '../../../parameters/agent.ts';
import { token } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const changeFocus = defineMessage({
  code: 'FT',
  name: 'ChangeFocus',
  service: 'CG',
  interface: 'US',
  direction: 'toDialer',
  since: '10.7.224',
  completeness: 'complete',
  summary: 'Moves the focus of a turret to an endpoint.',
  example: String.raw`FT\TDmanuhiri\QIFergus\ANFergus Voice`,
  source: '/Suite/API-Guide/user/toDialer/FT-ChangeFocus.htm',
  parameters: [
    { ...agentIdentifier, mandatory: true },
    { ...userIdentifier, summary: 'Turret (user) identifier.' },
    tenantDescriptor,
    token,
  ],
});

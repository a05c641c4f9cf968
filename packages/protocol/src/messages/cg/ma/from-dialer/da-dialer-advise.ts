import { defineMessage } from '../../../../define-message.ts';

export const dialerAdvise = defineMessage({
  code: 'DA',
  name: 'DialerAdvise',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Tells the client that CallGem is ready to receive messages.',
  notes: 'Answer to VS (heartbeat). Has no parameters.',
  example: 'DA',
  source: '/SCC/API-Guide/management/fromDialer/DA-DialerAdvise.htm',
  parameters: [],
});

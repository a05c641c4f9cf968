import { defineMessage } from '../../../../define-message.ts';

export const routeRequest = defineMessage({
  code: 'RQ',
  name: 'RouteRequest',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Route Request; known by name only.',
  notes:
    'Asks the application for a route of an inbound call; answered with RX. Direction taken from the call routing topic. Parameters are not documented publicly.',
  source: '/SCC/SCC-Guide/User-and-Int-Guides/Softdial-CallGem/Management-Functions/Call-Routing-API.htm',
  parameters: [],
});

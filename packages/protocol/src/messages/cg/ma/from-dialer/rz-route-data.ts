import { defineMessage } from '../../../../define-message.ts';
import { dialedNumber, telephoneNumber } from '../../../parameters/call.ts';
import { timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { groupAddress } from '../../../parameters/scope.ts';

export const routeData = defineMessage({
  code: 'RZ',
  name: 'RouteData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Reports a change in the routing table for incoming calls.',
  notes:
    'The documented table is complete except that TX occurs only in the example. The request that subscribes to it is not documented publicly.',
  example: String.raw`RZ\GA200\TXABC123`,
  source: '/SCC/API-Guide/management/fromDialer/RZ-RouteData.htm',
  parameters: [
    { ...dialedNumber, summary: 'DNIS as given by the network.' },
    { ...groupAddress, mandatory: true, summary: 'Address the call is routed to; any address, not only a group.' },
    telephoneNumber,
    { ...timeStamp, mandatory: true },
    { ...transactionOfRequest, certainty: 'example' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    { code: 'DN', name: 'dialedNumber', kind: 'string', min: 0, max: 80, summary: 'DNIS as given by the network.' },
    {
      code: 'GA',
      name: 'groupAddress',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Address the call is routed to; any address, not only a group.',
    },
    { code: 'TN', name: 'telephoneNumber', kind: 'string', min: 0, max: 80, summary: 'Telephone number.' },
    {
      code: 'TS',
      name: 'timeStamp',
      kind: 'double',
      min: 1,
      max: 50,
      mandatory: true,
      summary: 'Time the event was processed, OLE Automation date.',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      certainty: 'example',
      contradictions: [transactionLength],
      summary: 'TX of the request this message belongs to.',
    },
  ],
});

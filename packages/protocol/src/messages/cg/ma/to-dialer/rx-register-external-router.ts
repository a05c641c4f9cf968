import { defineMessage } from '../../../../define-message.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const registerExternalRouter = defineMessage({
  code: 'RX',
  name: 'RegisterExternalRouter',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  since: '10.6.769',
  completeness: 'partial',
  summary: 'Registers the client as an external router for inbound or outbound calls.',
  notes:
    'With neither IB nor OB the router performs DNC screening. GA, IO and RX come from the newer reference, whose table may hold further rows that are not documented publicly.',
  example: String.raw`RX\TDdefault\CNVaijo\OB\TXApp_Vaijo_1200\CP10`,
  source: '/SCC/API-Guide/management/toDialer/RX-RegisterExternalRouter.htm',
  parameters: [
    {
      ...campaignName,
      mandatory: true,
      contradictions: ['Mandatory in the table, optional in the text.'],
      summary: 'Campaign filter; the text says it may be omitted (router for all campaigns).',
    },
    {
      code: 'CP',
      name: 'callPriority',
      kind: 'integer',
      min: 0,
      max: 1000000,
      summary: 'Priority among routers: below 10000 for address changes only, above 10000 for DNC screening.',
    },
    { code: 'FS', name: 'forceScreening', kind: 'flag', summary: 'Screen every matching outbound call.' },
    { ...groupAddress, since: '10.7.1401', summary: 'Queue filter for inbound routing (newer reference).' },
    {
      code: 'IB',
      name: 'inbound',
      kind: 'flag',
      contradictions: ['Undated in one topic, from 10.7.1401 in another.'],
      summary: 'Router for inbound queues; the newer reference dates it 10.7.1401.',
    },
    {
      code: 'IO',
      name: 'inboundOffering',
      kind: 'flag',
      since: '10.7.1401',
      summary: 'Router for newly queued inbound calls (newer reference).',
    },
    {
      code: 'OB',
      name: 'outbound',
      kind: 'flag',
      contradictions: ['Undated in one topic, from 10.7.1401 in another.'],
      summary: 'Router for outbound calls; the newer reference dates it 10.7.1401.',
    },
    {
      code: 'RX',
      name: 'routeExternal',
      kind: 'flag',
      since: '10.7.1401',
      summary: 'Named in the newer reference; purpose not documented publicly.',
    },
    { ...tenantDescriptor, summary: 'Tenant filter; absent = all tenants.' },
    token,
    { ...transactionIdentifier, mandatory: true, summary: 'Uniquely identifies this router.' },
  ],
});

import { defineMessage } from '../../../../define-message.ts';
import {
  data,
  dialedNumber,
  gatewayIdentifier,
  identifyCTI,
  sessionIdentifier,
  telephoneNumber,
  trunkIdentifier,
} from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const inboundConnect = defineMessage({
  code: 'IC',
  name: 'InboundConnect',
  service: 'CG',
  interface: 'CT',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Reports an inbound call.',
  notes: 'Further rows may exist but are not documented publicly.',
  example: String.raw`IC\CNCustCare\SI4GHDD0014\TN01296381200\DN01234567890`,
  source: '/Suite/API-Guide/cti/toDialer/IC-InboundConnect.htm',
  parameters: [
    campaignName,
    {
      code: 'DF',
      name: 'defaultOverflow',
      kind: 'integer',
      min: 0,
      max: 2,
      since: '10.6.674',
      summary: 'Default overflow: 0 reject; 1 queue; 2 overflow; only with HE.',
    },
    { ...dialedNumber, summary: 'DNIS.' },
    { ...data, summary: 'Line-of-business data.' },
    gatewayIdentifier,
    {
      code: 'HE',
      name: 'hintAddress',
      kind: 'string',
      min: 0,
      max: 80,
      since: '10.6.674',
      summary: 'Hinted queue address.',
    },
    { ...identifyCTI, mandatory: true, since: '10.7.657' },
    {
      ...sessionIdentifier,
      mandatory: true,
      summary: 'Session identifier, assigned by the gateway; stated in the inbound messaging topic.',
    },
    {
      ...tenantDescriptor,
      summary: 'Tenant, default as long as the campaign is unknown; stated in the inbound messaging topic.',
    },
    { ...trunkIdentifier, summary: 'Trunk used for the call; stated in the inbound messaging topic.' },
    { ...telephoneNumber, summary: 'Calling line number given by the network; stated in the inbound messaging topic.' },
  ],
});

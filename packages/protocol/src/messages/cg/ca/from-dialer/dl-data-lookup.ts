import { defineMessage } from '../../../../define-message.ts';
import { data, dialedNumber, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const dataLookup = defineMessage({
  code: 'DL',
  name: 'DataLookup',
  service: 'CG',
  interface: 'CA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Asks the application for data on a party.',
  source: '/SCC/API-Guide/campaign/fromDialer/DL-DataLookup.htm',
  parameters: [
    campaignName,
    { ...dialedNumber, summary: 'Dialed number, inbound only.' },
    { ...data, summary: 'Data to query with.' },
    { ...sessionIdentifier, summary: 'Session identifier; SI or TN is needed.' },
    tenantDescriptor,
    { ...token, summary: 'Opaque client token.' },
    telephoneNumber,
    { code: 'XT', name: 'requestTimeout', kind: 'integer', min: 5, max: 60, summary: 'Request timeout in seconds.' },
  ],
});

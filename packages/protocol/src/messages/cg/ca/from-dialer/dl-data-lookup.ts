import { defineMessage } from '../../../../define-message.ts';
import { dataType } from '../../../shared-contradictions.ts';

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
    { code: 'CN', name: 'campaignName', kind: 'name', min: 1, max: 80, summary: 'Campaign name.' },
    { code: 'DN', name: 'dialedNumber', kind: 'string', min: 0, max: 80, summary: 'Dialed number, inbound only.' },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      min: 1,
      max: 128000,
      contradictions: [dataType],
      summary: 'Data to query with.',
    },
    {
      code: 'SI',
      name: 'sessionIdentifier',
      kind: 'string',
      min: 1,
      max: 120,
      summary: 'Session identifier; SI or TN is needed.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    { code: 'TK', name: 'token', kind: 'string', min: 1, max: 80, summary: 'Opaque client token.' },
    { code: 'TN', name: 'telephoneNumber', kind: 'string', min: 0, max: 80, summary: 'Telephone number.' },
    { code: 'XT', name: 'requestTimeout', kind: 'integer', min: 5, max: 60, summary: 'Request timeout in seconds.' },
  ],
});

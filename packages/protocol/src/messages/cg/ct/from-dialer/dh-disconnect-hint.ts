import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const disconnectHint = defineMessage({
  code: 'DH',
  name: 'DisconnectHint',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Gives the telephony layer a disconnect hint for a session.',
  notes: 'Further rows may exist but are not documented publicly.',
  example: String.raw`DH\TDdefault\CNCustCare\SI87654321\TN01296381200`,
  source: '/Suite/API-Guide/cti/fromDialer/DH-DisconnectHint.htm',
  parameters: [
    { ...campaignName, mandatory: true },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    { ...telephoneNumber, mandatory: true },
  ],
});

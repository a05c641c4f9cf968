import { defineMessage } from '../../../../define-message.ts';
import { dialedNumber, sessionIdentifier } from '../../../parameters/call.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const dtmfPlay = defineMessage({
  code: 'DP',
  name: 'DTMFPlay',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Asks the telephony layer to play DTMF digits.',
  example: String.raw`DP\TDdefault\CNCustCare\SI00000123\DN1234`,
  source: '/SCC/API-Guide/cti/fromDialer/DP-DTMFPlay.htm',
  parameters: [
    campaignName,
    { ...dialedNumber, mandatory: true, summary: 'Digits to play: 0-9, #, *, A-D.' },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
  ],
});

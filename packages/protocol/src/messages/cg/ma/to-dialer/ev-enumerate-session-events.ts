import { defineMessage } from '../../../../define-message.ts';
import { identifyCTI } from '../../../parameters/call.ts';
import {
  persistToken,
  rateControl,
  timeStampText,
  token,
  transactionIdentifier,
} from '../../../parameters/envelope.ts';
import { campaignFilter, queueFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateSessionEvents = defineMessage({
  code: 'EV',
  name: 'EnumerateSessionEvents',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  since: '10.7.74',
  completeness: 'partial',
  summary: 'Subscribes to every state change of media sessions.',
  notes: 'Answered by VZ. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EV\TXABC001\TDtenant1`,
  source: '/Suite/API-Guide/management/toDialer/EV-EnumerateSessionEvents.htm',
  answeredBy: { code: 'VZ' },
  parameters: [
    campaignFilter,
    rateControl,
    queueFilter,
    { ...identifyCTI, summary: 'Telephony layer (switch) concerned.' },
    persistToken,
    tenantDescriptor,
    token,
    { ...timeStampText, summary: 'Earliest event time wanted, OLE Automation date.' },
    { ...transactionIdentifier, mandatory: true, certainty: 'example' },
  ],
});

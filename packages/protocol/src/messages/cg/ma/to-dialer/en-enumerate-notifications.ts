import { defineMessage } from '../../../../define-message.ts';
import {
  facility,
  persistToken,
  rateControl,
  severity,
  timeStampText,
  token,
  transactionIdentifier,
} from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateNotifications = defineMessage({
  code: 'EN',
  name: 'EnumerateNotifications',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to notifications by facility and severity.',
  notes:
    'Answered by NE. CallGem keeps the notifications of the last hour. The example sends FA without a value and SE 4 and describes this as all warnings and errors. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EN\TXABC001\TDtenant1\FA\SE4`,
  source: '/Suite/API-Guide/management/toDialer/EN-EnumerateNotifications.htm',
  answeredBy: { code: 'NE' },
  parameters: [
    rateControl,
    {
      ...facility,
      mandatory: true,
      summary: 'Application the notifications come from, for example AlertMon, Scheduler or Scripter.',
    },
    persistToken,
    { ...severity, mandatory: true },
    tenantDescriptor,
    token,
    { ...timeStampText, summary: 'Earliest event time wanted, OLE Automation date in local time.' },
    {
      ...transactionIdentifier,
      mandatory: true,
      certainty: 'example',
      summary:
        'Identifier of this request, unique across all requests; later messages about it carry it. The row itself is not documented publicly.',
    },
  ],
});

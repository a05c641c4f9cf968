import { defineMessage } from '../../../../define-message.ts';
import { facility, message, severity, timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const notifyEvent = defineMessage({
  code: 'NE',
  name: 'NotifyEvent',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Passes on a notification raised by CallGem or another application.',
  notes:
    'Answers EN. The example carries TX, which the table does not list. MS is free text; the trunk counter notification puts name=value pairs separated by semicolons into it.',
  example: String.raw`NE\TX001\FATrunk Counter\SE1\MSIC=__singlecti;TD=;TO=90;TI=36;PO=90;PI=36\TS40101.400322.`,
  source: '/Suite/API-Guide/management/fromDialer/NE-NotifyEvent.htm',
  parameters: [
    { ...facility, mandatory: true },
    { ...message, mandatory: true, summary: 'Message text; may contain semicolons and equals signs.' },
    { ...severity, mandatory: true },
    tenantDescriptor,
    { ...timeStamp, mandatory: true },
    { ...transactionOfRequest, certainty: 'example' },
  ],
});

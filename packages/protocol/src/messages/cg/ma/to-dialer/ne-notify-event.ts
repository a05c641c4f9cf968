import { defineMessage } from '../../../../define-message.ts';
import { facility, message, severity, transactionIdentifier } from '../../../parameters/envelope.ts';
import { tenantDescriptor } from '../../../parameters/scope.ts';

export const notifyEvent = defineMessage({
  code: 'NE',
  name: 'NotifyEvent',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Notifies CallGem of an event in another application.',
  notes: 'Subscribers of EN receive it as NE. TX occurs only in the example.',
  example: String.raw`NE\TX001\FATrunk Counter\SE1\MSIC=__singlecti;TD=;TO=90;TI=36;PO=90;PI=36`,
  source: '/Suite/API-Guide/management/toDialer/NE-NotifyEvent.htm',
  parameters: [
    { ...facility, mandatory: true },
    { ...message, mandatory: true, summary: 'Message text.' },
    { ...severity, mandatory: true },
    tenantDescriptor,
    { ...transactionIdentifier, certainty: 'example' },
  ],
});

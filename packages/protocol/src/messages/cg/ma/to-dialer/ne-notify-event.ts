import { defineMessage } from '../../../../define-message.ts';
import { transactionLength } from '../../../shared-contradictions.ts';

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
    {
      code: 'FA',
      name: 'facility',
      kind: 'string',
      min: 1,
      max: 80,
      mandatory: true,
      summary: 'Application the notification comes from.',
    },
    { code: 'MS', name: 'message', kind: 'string', min: 0, max: 255, mandatory: true, summary: 'Message text.' },
    {
      code: 'SE',
      name: 'severity',
      kind: 'integer',
      min: 1,
      max: 4,
      mandatory: true,
      summary: 'Severity: 1 notification; 2 warning; 3 error; 4 fatal error.',
    },
    {
      code: 'TD',
      name: 'tenantDescriptor',
      kind: 'tenant',
      min: 1,
      max: 80,
      summary: 'Tenant the message applies to (alphanumeric).',
    },
    {
      code: 'TX',
      name: 'transactionIdentifier',
      kind: 'string',
      min: 1,
      max: 87,
      certainty: 'example',
      contradictions: [transactionLength],
      summary: 'Identifier of this request, unique across all requests; later messages about it carry it.',
    },
  ],
});

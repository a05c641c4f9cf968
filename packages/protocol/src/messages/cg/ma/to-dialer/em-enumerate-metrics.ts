import { defineMessage } from '../../../../define-message.ts';
import { timeoutValue } from '../../../parameters/call.ts';
import {
  persistToken,
  rateControl,
  timeStampText,
  token,
  transactionIdentifier,
} from '../../../parameters/envelope.ts';
import { campaignFilter, queueFilter, tenantDescriptor } from '../../../parameters/scope.ts';

export const enumerateMetrics = defineMessage({
  code: 'EM',
  name: 'EnumerateMetrics',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Subscribes to metrics of queues and campaigns.',
  notes: 'Answered by MZ. The end of the table is not documented publicly. PersistToken behaviour changed in 10.6.263.',
  example: String.raw`EM\TDdefault\TXABC001\CNCustCare\GA0001\TV20\TW30`,
  source: '/Suite/API-Guide/management/toDialer/EM-EnumerateMetrics.htm',
  answeredBy: { code: 'MZ' },
  parameters: [
    campaignFilter,
    rateControl,
    {
      code: 'EV',
      name: 'everyEvent',
      kind: 'flag',
      since: '10.6.476',
      summary: 'Send MZ on every change; excludes TV.',
    },
    queueFilter,
    persistToken,
    tenantDescriptor,
    token,
    { ...timeStampText, summary: 'OLE Automation date; description not documented publicly for this message.' },
    { ...timeoutValue, certainty: 'example', summary: 'Seconds between MZ messages; excluded by EV.' },
    {
      code: 'TW',
      name: 'timeWindow',
      kind: 'integer',
      min: 1,
      max: 1440,
      certainty: 'example',
      summary: 'Minutes covered by the period metrics.',
    },
    { ...transactionIdentifier, mandatory: true, certainty: 'example' },
  ],
});

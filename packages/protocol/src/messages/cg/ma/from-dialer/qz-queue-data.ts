import { defineMessage } from '../../../../define-message.ts';
import { sessionIdentifier } from '../../../parameters/call.ts';
import { timeStamp } from '../../../parameters/envelope.ts';
import { timeStamp0, timeStamp1, timeStamp2, timeStamp3, timeStamp4 } from '../../../parameters/result.ts';
import { campaignName, groupAddress, tenantDescriptor } from '../../../parameters/scope.ts';

export const queueData = defineMessage({
  code: 'QZ',
  name: 'QueueData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a call that finished its life in an inbound queue.',
  notes:
    'Answers EQ; inbound activity only. Time in queue: RS 0 = Z3 - Z0, RS 1 = Z4 - Z0, RS 2 = TS - Z0. 0.000000 stands for "no such time".',
  example: String.raw`QZ\TDdefault\CNService\GATier1\SI654321\Z041000.500000\Z10.000000\Z20.000000\Z30.000000\Z441000.516666\RS1`,
  source: '/SCC/API-Guide/management/fromDialer/QZ-QueueData.htm',
  parameters: [
    campaignName,
    groupAddress,
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 4,
      summary: 'How the call left the queue: 0 dequeued to an agent; 1 expired; 2 abandoned by the caller.',
    },
    { ...sessionIdentifier, mandatory: true },
    tenantDescriptor,
    { ...timeStamp, mandatory: true },
    { ...timeStamp0, mandatory: true, summary: 'Call entered the queue, OLE Automation date.' },
    { ...timeStamp1, mandatory: true, summary: 'Call first offered to an agent.' },
    { ...timeStamp2, mandatory: true, summary: 'Final offer to an agent.' },
    { ...timeStamp3, mandatory: true, summary: 'Call accepted by an agent.' },
    { ...timeStamp4, mandatory: true, summary: 'Call expired from the queue.' },
  ],
});

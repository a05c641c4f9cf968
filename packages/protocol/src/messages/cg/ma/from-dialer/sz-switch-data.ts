import { defineMessage } from '../../../../define-message.ts';
import { dialingPorts, identifyCTI, numberOfTrunks } from '../../../parameters/call.ts';
import { timeStamp, transactionIdentifier } from '../../../parameters/envelope.ts';

export const switchData = defineMessage({
  code: 'SZ',
  name: 'SwitchData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'complete',
  summary: 'Reports a connected switch and its capacity.',
  notes: 'Answers ES.',
  example: String.raw`SZ\TXABC001\NT120\DP120\IC2`,
  source: '/Suite/API-Guide/management/fromDialer/SZ-SwitchData.htm',
  parameters: [
    { ...dialingPorts, mandatory: true, summary: 'Dialing ports.' },
    { ...identifyCTI, mandatory: true },
    { ...numberOfTrunks, mandatory: true },
    { ...timeStamp, mandatory: true },
    { ...transactionIdentifier, mandatory: true, summary: 'TX of the ES.' },
  ],
});

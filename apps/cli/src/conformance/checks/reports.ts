import {
  callFailed,
  codeOf,
  errorReport,
  lineConnected,
  outcomeData,
  serviceErrors,
  transactionComplete,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf } from '../frame-of.ts';
import type { Lab } from '../lab.ts';
import { must } from '../unmet.ts';

const errorCode = codeOf(errorReport, 'errorCode');
const agentOutcomeCode = codeOf(outcomeData, 'agentOutcome');
const reasonCode = codeOf(outcomeData, 'reason');
const agentIdentifier = '2';

/** CALL: reports of calls, and the outcomes that they come to. */
export const reportChecks: readonly Check<Lab>[] = [
  {
    requirement: 'CALL-1',
    name: 'one-outcome',
    title: 'LC and TC of a session come to one outcome with both results',
    needs: ['reports'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const sessionIdentifier = await completeCall(lab);
      const [outcome] = await peer.outcomes(transaction, [sessionIdentifier]);
      must(outcome?.get(agentOutcomeCode) === '101', 'AO is not that of the agent');
      must((await peer.sync()).length === 0, 'more than one outcome came of a call');
    },
  },
  {
    requirement: 'CALL-2',
    name: 'unnamed',
    title: 'a report with neither SI nor TN is rejected with EC 120',
    needs: ['reports'],
    run: async (lab) => {
      const peer = await lab.open();
      const frame = frameOf(callFailed, { cause: '2', campaignName: lab.campaign });
      const answer = await peer.rejected(frame, 'a report without SI and TN');
      must(answer.get(errorCode) === String(serviceErrors.callNotNamed.code), `EC is ${answer.get(errorCode) ?? ''}`);
    },
  },
  {
    requirement: 'CALL-4',
    name: 'repeated',
    title: 'a report that comes again changes nothing',
    needs: ['reports'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const sessionIdentifier = await completeCall(lab);
      await peer.outcomes(transaction, [sessionIdentifier]);
      const [next = ''] = await lab.make({ reason: 2 });
      const token = lab.name('k');
      const reporter = await lab.open();
      const again = { agentIdentifier, agentOutcome: '101', sessionIdentifier, token };
      await reporter.accepted(frameOf(transactionComplete, again), token);
      await peer.outcomes(transaction, [next, ...(await lab.make({ reason: 2 }))]);
    },
  },
  {
    requirement: 'CALL-6',
    name: 'cause',
    title: 'CA of CF is the reason of the outcome',
    needs: ['reports'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const [outcome] = await peer.outcomes(transaction, await lab.make({ reason: 7 }));
      must(outcome?.get(reasonCode) === '7', `RE is ${outcome?.get(reasonCode) ?? 'absent'}, not 7`);
    },
  },
];

async function completeCall(lab: Lab): Promise<string> {
  const reporter = await lab.open();
  const sessionIdentifier = lab.name('s');
  const [one, two] = [lab.name('k'), lab.name('k')];
  const call = { agentIdentifier, campaignName: lab.campaign, sessionIdentifier };
  await reporter.accepted(frameOf(lineConnected, { ...call, token: one }), one);
  const end = { agentIdentifier, agentOutcome: '101', sessionIdentifier, token: two };
  await reporter.accepted(frameOf(transactionComplete, end), two);
  return sessionIdentifier;
}

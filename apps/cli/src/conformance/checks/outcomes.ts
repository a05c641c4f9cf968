import {
  codeOf,
  connectedReason,
  enumerateEnd,
  enumerateFinished,
  enumerateOutcomes,
  newPersistentID,
  outcomeData,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf } from '../frame-of.ts';
import type { Lab } from '../lab.ts';
import { must } from '../unmet.ts';

const codes = {
  reason: codeOf(outcomeData, 'reason'),
  agentOutcome: codeOf(outcomeData, 'agentOutcome'),
  agentIdentifier: codeOf(outcomeData, 'agentIdentifier'),
  dontDial: codeOf(outcomeData, 'dontDial'),
  data: codeOf(outcomeData, 'data'),
};

const failure = { reason: 2 };
const success = { reason: connectedReason, agentIdentifier: 'Joe', agentOutcome: 101 };

/** OZ: which come, in which order, and what is in them. */
export const outcomeChecks: readonly Check<Lab>[] = [
  {
    requirement: 'OZ-1',
    name: 'each-transaction',
    title: 'each transaction gets one OZ for each outcome, with its own TX',
    needs: ['outcomes'],
    run: async (lab) => {
      const [one, other] = [await lab.open(), await lab.open()];
      const [first, second] = [await lab.subscribe(one), await lab.subscribe(other)];
      const sessions = await lab.make(failure, success, failure);
      await one.outcomes(first, sessions);
      await other.outcomes(second, sessions);
      must((await one.sync()).length === 0, 'more than one OZ came for an outcome');
    },
  },
  {
    requirement: 'OZ-2',
    name: 'values',
    title: 'RE is the result of the switch, AO that of the agent, and AN is absent without an agent',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const [byNobody, byAgent] = await peer.outcomes(transaction, await lab.make(failure, success));
      must(byNobody?.get(codes.reason) === String(failure.reason), 'RE is not the reason of the call that failed');
      must(byNobody.get(codes.agentIdentifier) === undefined, 'AN is there without an agent');
      must(byAgent?.get(codes.reason) === String(success.reason), 'RE is not that of a connected call');
      must(byAgent.get(codes.agentOutcome) === String(success.agentOutcome), 'AO is not what the agent said');
      must(byAgent.get(codes.agentIdentifier) === success.agentIdentifier, 'AN is not the agent');
    },
  },
  {
    requirement: 'OZ-3',
    name: 'declined',
    title: 'DD marks a preview call that the agent declined',
    needs: ['any outcome'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const [declined] = await peer.outcomes(transaction, await lab.make({ ...failure, dontDial: true }));
      must(declined?.has(codes.dontDial) === true, 'DD is absent');
    },
  },
  {
    requirement: 'OZ-4',
    name: 'classes',
    title: 'SO selects RE 10 and outcomes with AO, FO all others',
    needs: ['outcomes'],
    run: async (lab) => {
      const [good, bad] = [await lab.open(), await lab.open()];
      const [wantsGood, wantsBad] = [lab.name('t'), lab.name('t')];
      const [one, two] = [lab.name('k'), lab.name('k')];
      const campaignName = lab.campaign;
      const succeeding = { campaignName, successOutcomes: '', transactionIdentifier: wantsGood, token: one };
      const failing = { campaignName, failureOutcomes: '', transactionIdentifier: wantsBad, token: two };
      await good.accepted(frameOf(enumerateOutcomes, succeeding), one);
      await bad.accepted(frameOf(enumerateOutcomes, failing), two);
      const [s1 = '', f1 = '', s2 = '', f2 = ''] = await lab.make(success, failure, success, failure);
      await good.outcomes(wantsGood, [s1, s2]);
      await bad.outcomes(wantsBad, [f1, f2]);
    },
  },
  {
    requirement: 'OZ-5',
    name: 'order',
    title: 'outcomes come in the order in which they were recorded',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      const sessions = await lab.make(...Array.from({ length: 30 }, (_, at) => (at % 3 === 0 ? success : failure)));
      await peer.outcomes(transaction, sessions);
    },
  },
  {
    requirement: 'OZ-7',
    name: 'from-request',
    title: 'without PS, delivery begins with the request',
    needs: ['outcomes'],
    run: async (lab) => {
      const early = await lab.open();
      await early.outcomes(await lab.subscribe(early), await lab.make(failure));
      const late = await lab.open();
      const transaction = await lab.subscribe(late);
      await late.outcomes(transaction, await lab.make(failure));
    },
  },
  {
    requirement: 'OZ-7',
    name: 'until-end',
    title: 'without PS, delivery ends with EE',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const ended = await lab.subscribe(peer);
      const kept = await lab.subscribe(peer);
      peer.send(frameOf(enumerateEnd, { transactionIdentifier: ended }));
      await peer.expect(enumerateFinished);
      await peer.outcomes(kept, await lab.make(failure));
    },
  },
  ...[
    ['spaces', ' leading, trailing and  double '],
    ['quotes', `"double" 'single' <&>`],
    ['umlauts', 'ÄÖÜ äöü ß € é'],
    ['json', '{"name":"Ann","list":[1,2.50,null]}'],
    ['xml', '<customer name="Ann">1 &amp; 2</customer>'],
    ['digits', '0012345678901234567890.10'],
  ].map(
    ([name = '', data = '']): Check<Lab> => ({
      requirement: 'OZ-8',
      name,
      title: `data with ${name} comes as it was recorded`,
      needs: ['any outcome'],
      run: async (lab) => {
        const peer = await lab.open();
        const transaction = await lab.subscribe(peer);
        const [outcome] = await peer.outcomes(transaction, await lab.make({ ...failure, data }));
        must(outcome?.get(codes.data) === data, `DT is not the ${data.length} characters that were recorded`);
      },
    }),
  ),
  {
    requirement: 'RUN-1',
    name: 'unasked',
    title: 'a connection that did not ask for runs gets an OZ for each outcome',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistToken = lab.name('p');
      const transactionIdentifier = lab.name('t');
      const token = lab.name('k');
      await peer.accepted(lab.subscription({ persistToken, transactionIdentifier, token }), token);
      await peer.expect(newPersistentID);
      await lab.leave(peer);
      const sessions = await lab.make(...Array.from({ length: 20 }, () => failure));
      const again = await lab.open();
      again.send(lab.subscription({ persistToken, transactionIdentifier }));
      await again.outcomes(transactionIdentifier, sessions);
    },
  },
];

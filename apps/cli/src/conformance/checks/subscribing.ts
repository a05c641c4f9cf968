import {
  codeOf,
  enumerateEnd,
  enumerateOutcomes,
  errorReport,
  messageVerify,
  outcomeData,
  serviceErrors,
  verifyStatus,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf, longest } from '../frame-of.ts';
import type { Lab } from '../lab.ts';
import { must, NotChecked } from '../unmet.ts';

const errorCode = codeOf(errorReport, 'errorCode');
const verifyToken = codeOf(messageVerify, 'token');
const unknownCode = 'ZQ';

/** A value of EO that must be rejected. */
interface WrongValue {
  readonly name: string;
  readonly title: string;
  readonly values: Parameters<Lab['subscription']>[0];
}

function tooLong(
  name: 'campaignName' | 'persistToken' | 'transactionIdentifier' | 'token' | 'tenantDescriptor',
): WrongValue {
  const length = longest(enumerateOutcomes, name) + 1;
  return {
    name: `long-${codeOf(enumerateOutcomes, name)}`,
    title: `an EO whose ${codeOf(enumerateOutcomes, name)} has ${length} characters is rejected`,
    values: { [name]: 'x'.repeat(length) },
  };
}

const wrongValues: readonly WrongValue[] = [
  tooLong('campaignName'),
  tooLong('persistToken'),
  tooLong('transactionIdentifier'),
  tooLong('token'),
  tooLong('tenantDescriptor'),
  { name: 'empty-CN', title: 'an EO with an empty CN is rejected', values: { campaignName: '' } },
  { name: 'CN-colon', title: 'an EO whose CN holds a colon is rejected', values: { campaignName: 'a:b' } },
  { name: 'CN-asterisk', title: 'an EO whose CN holds an asterisk is rejected', values: { campaignName: 'a*' } },
  { name: 'TD-space', title: 'an EO whose TD holds a space is rejected', values: { tenantDescriptor: 'a b' } },
  { name: 'CS-zero', title: 'an EO with CS 0 is rejected', values: { rateControl: '0' } },
  { name: 'CS-text', title: 'an EO whose CS is no number is rejected', values: { rateControl: 'fast' } },
  { name: 'CS-fraction', title: 'an EO whose CS is a fraction is rejected', values: { rateControl: '1.5' } },
  {
    name: 'CS-large',
    title: 'an EO with CS above its range is rejected',
    values: { rateControl: String(longest(enumerateOutcomes, 'rateControl') + 1) },
  },
];

/** EO: what is accepted, and what is rejected. */
export const subscribingChecks: readonly Check<Lab>[] = [
  {
    requirement: 'EO-1',
    name: 'no-TX',
    title: 'an EO without TX is rejected with EC 803 and the whole message in FM',
    run: async (lab) => {
      const peer = await lab.open();
      const answer = await peer.rejected(lab.subscription({ token: lab.name('k') }), 'an EO without TX');
      const { code } = serviceErrors.transactionMissing;
      must(answer.get(errorCode) === String(code), `EC is ${answer.get(errorCode) ?? 'absent'}, not ${code}`);
    },
  },
  {
    requirement: 'EO-2',
    name: 'neither',
    title: 'an EO with neither FO nor SO is rejected',
    run: async (lab) => {
      const peer = await lab.open();
      const frame = frameOf(enumerateOutcomes, { campaignName: lab.campaign, transactionIdentifier: lab.name('t') });
      await peer.rejected(frame, 'an EO with neither FO nor SO');
    },
  },
  {
    requirement: 'EO-3',
    name: 'unknown',
    title: 'an EO with an unknown parameter is rejected, and its TX stays free',
    run: (lab) => rejectedWithoutEffect(lab, [unknownCode, '1'], 'an EO with an unknown parameter'),
  },
  {
    requirement: 'EO-3',
    name: 'repeated',
    title: 'an EO with a repeated parameter is rejected, and its TX stays free',
    run: (lab) =>
      rejectedWithoutEffect(
        lab,
        [codeOf(enumerateOutcomes, 'campaignName'), lab.campaign],
        'an EO with a repeated parameter',
      ),
  },
  ...wrongValues.map(
    ({ name, title, values }): Check<Lab> => ({
      requirement: 'EO-4',
      name,
      title,
      run: async (lab) => {
        const peer = await lab.open();
        await peer.rejected(lab.subscription({ transactionIdentifier: lab.name('t'), ...values }), title);
      },
    }),
  ),
  {
    requirement: 'EO-5',
    name: 'live',
    title: 'an EO whose TX is live on another connection is rejected',
    run: async (lab) => {
      const transactionIdentifier = await lab.subscribe(await lab.open());
      const other = await lab.open();
      await other.rejected(lab.subscription({ transactionIdentifier }), 'an EO whose TX is live');
    },
  },
  {
    requirement: 'EO-6',
    name: 'verified',
    title: 'an EO with TK is answered by MV with the same TK',
    run: async (lab) => {
      await lab.subscribe(await lab.open());
    },
  },
  {
    requirement: 'EO-6',
    name: 'silent',
    title: 'an EO without TK is not acknowledged',
    run: async (lab) => {
      const peer = await lab.open();
      peer.send(lab.subscription({ transactionIdentifier: lab.name('t') }));
      const [first] = await peer.sync();
      must(first === undefined, `an EO without TK is answered by ${first?.code ?? ''}`);
    },
  },
  {
    requirement: 'EO-7',
    name: 'MO',
    title: 'an EO with MO from a session that is no Campaign Manager is rejected',
    run: async (lab) => {
      if (lab.parts.credentials !== undefined) throw new NotChecked('the user of this run may be a Campaign Manager');
      const peer = await lab.open();
      const frame = lab.subscription({ managementOutcomes: '', transactionIdentifier: lab.name('t') });
      await peer.rejected(frame, 'an EO with MO');
    },
  },
  ...[true, false].map(
    (isRouted): Check<Lab> => ({
      requirement: 'EO-8',
      name: isRouted ? 'routed' : 'plain',
      title: `a request in SDMP ${isRouted ? 2 : 1} is answered in SDMP ${isRouted ? 2 : 1}`,
      run: async (lab) => {
        const peer = await lab.open();
        const token = lab.name('k');
        const transactionIdentifier = lab.name('t');
        const verified = await peer.accepted(lab.subscription({ transactionIdentifier, token }, { isRouted }), token);
        must(verified.isRouted === isRouted, `MV is in SDMP ${verified.isRouted ? 2 : 1}`);
        const rejection = await peer.rejected(frameOf(enumerateOutcomes, {}, { isRouted }), 'an EO without TX');
        must(rejection.isRouted === isRouted, `ER is in SDMP ${rejection.isRouted ? 2 : 1}`);
      },
    }),
  ),
  {
    requirement: 'EO-8',
    name: 'outcomes',
    title: 'OZ come in the framing of their EO',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = lab.name('t');
      const token = lab.name('k');
      await peer.accepted(lab.subscription({ transactionIdentifier, token }, { isRouted: true }), token);
      const [outcome] = await peer.outcomes(transactionIdentifier, await lab.make({ reason: 2 }));
      must(outcome?.isRouted === true, 'OZ is in SDMP 1');
    },
  },
  {
    requirement: 'EO-9',
    name: 'every-campaign',
    title: 'an EO without CN gets outcomes of every campaign',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = lab.name('t');
      const token = lab.name('k');
      const values = { successOutcomes: '', failureOutcomes: '', transactionIdentifier, token };
      await peer.accepted(frameOf(enumerateOutcomes, values), token);
      const [session] = await lab.make({ reason: 2 });
      const sessionCode = codeOf(outcomeData, 'sessionIdentifier');
      for (let isFound = false; !isFound; ) {
        const outcome = await peer.expect(outcomeData);
        isFound = outcome.get(sessionCode) === session;
      }
    },
  },
  {
    requirement: 'EO-9',
    name: 'one-campaign',
    title: 'an EO with CN gets outcomes of that campaign alone',
    needs: ['outcomes'],
    run: async (lab) => {
      const others = await lab.open();
      await lab.subscribe(others, { campaignName: lab.name('other') });
      const peer = await lab.open();
      const transaction = await lab.subscribe(peer);
      await peer.outcomes(transaction, await lab.make({ reason: 2 }));
      const [first] = await others.sync();
      must(first === undefined, `a subscription to another campaign got ${first?.code ?? ''}`);
    },
  },
  {
    requirement: 'EO-11',
    name: 'longest-TX',
    title: `a TX of ${longest(enumerateOutcomes, 'transactionIdentifier')} characters is accepted`,
    run: async (lab) => {
      const transactionIdentifier = lab.name('t').padEnd(longest(enumerateOutcomes, 'transactionIdentifier'), 'x');
      await lab.subscribe(await lab.open(), { transactionIdentifier });
    },
  },
  {
    requirement: 'EO-12',
    name: 'lower-case-code',
    title: 'a message code in lower case is rejected',
    run: async (lab) => {
      const peer = await lab.open();
      const frame = lab.subscription({ transactionIdentifier: lab.name('t') });
      await peer.rejected(frame.slice(0, 2).toLowerCase() + frame.slice(2), 'a message code in lower case');
    },
  },
  {
    requirement: 'EO-12',
    name: 'TX-case',
    title: 'two TX that differ in case are two transactions',
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = lab.name('t');
      await lab.subscribe(peer, { transactionIdentifier });
      const other = transactionIdentifier.toUpperCase();
      await peer.rejected(frameOf(enumerateEnd, { transactionIdentifier: other }), 'an EE whose TX differs in case');
      await lab.subscribe(peer, { transactionIdentifier: other });
    },
  },
  {
    requirement: 'TR-4',
    name: 'own-socket',
    title: 'answers go to the connection of their request',
    run: async (lab) => {
      const peers = [await lab.open(), await lab.open(), await lab.open()];
      const tokens = peers.map(() => lab.name('k'));
      for (const [index, peer] of peers.entries()) peer.send(frameOf(verifyStatus, { token: tokens[index] ?? '' }));
      for (const [index, peer] of peers.entries()) {
        await peer.expect(messageVerify, (message) => message.get(verifyToken) === tokens[index]);
      }
    },
  },
];

async function rejectedWithoutEffect(lab: Lab, more: readonly string[], what: string): Promise<void> {
  const peer = await lab.open();
  const transactionIdentifier = lab.name('t');
  await peer.rejected(lab.subscription({ transactionIdentifier }, { more }), what);
  await lab.subscribe(peer, { transactionIdentifier });
}

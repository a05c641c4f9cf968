import {
  acknowledgeToken,
  codeOf,
  enumerateEnd,
  enumerateFinished,
  newPersistentID,
  verifyStatus,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf } from '../frame-of.ts';
import type { Lab } from '../lab.ts';
import type { Peer } from '../peer.ts';
import { must } from '../unmet.ts';

const failure = { reason: 2 };
const announced = codeOf(newPersistentID, 'persistentID');
const finished = codeOf(enumerateFinished, 'transactionIdentifier');

interface Persistent {
  readonly persistToken: string;
  readonly transactionIdentifier: string;
}

/** PS, RC and ACK: what a persist token keeps, at which rate it is rolled forward, and what acknowledgements move. */
export const persistenceChecks: readonly Check<Lab>[] = [
  {
    requirement: 'PS-3',
    name: 'new',
    title: 'a new persist token is announced by WP, after MV',
    run: async (lab) => {
      await begin(lab, await lab.open());
    },
  },
  {
    requirement: 'PS-3',
    name: 'known',
    title: 'a known persist token is not announced',
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await lab.leave(peer);
      const again = await lab.open();
      await lab.subscribe(again, { ...persistent });
      const [first] = await again.sync();
      must(first === undefined, `${first?.code ?? ''} came after the re-issue of a known token`);
    },
  },
  {
    requirement: 'PS-1',
    name: 'away',
    title: 'outcomes of the time without a connection are delivered after the re-issue',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await lab.leave(peer);
      const sessions = await lab.make(failure, failure, failure);
      const again = await lab.open();
      await lab.subscribe(again, { ...persistent });
      await again.outcomes(persistent.transactionIdentifier, sessions);
    },
  },
  {
    requirement: 'PS-4',
    name: 'new-TX',
    title: 'a re-issue under a new TX takes over the only parked transaction of its token',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const { persistToken } = await begin(lab, peer);
      await lab.leave(peer);
      const sessions = await lab.make(failure, failure);
      const again = await lab.open();
      await again.outcomes(await lab.subscribe(again, { persistToken }), sessions);
    },
  },
  {
    requirement: 'PS-4',
    name: 'same-socket',
    title: 'the same EO again on the same connection goes on, and nothing comes twice',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await peer.outcomes(persistent.transactionIdentifier, await lab.make(failure, failure));
      await lab.subscribe(peer, { ...persistent });
      await peer.outcomes(persistent.transactionIdentifier, await lab.make(failure));
    },
  },
  {
    requirement: 'PS-5',
    name: 'taken-over',
    title: 'a second connection takes a token over, and the first gets EF and nothing more',
    needs: ['outcomes'],
    run: async (lab) => {
      const [first, second] = [await lab.open(), await lab.open()];
      const persistent = await begin(lab, first);
      await lab.subscribe(second, { ...persistent });
      const end = await first.expect(enumerateFinished);
      must(end.get(finished) === persistent.transactionIdentifier, 'EF names another transaction');
      await second.outcomes(persistent.transactionIdentifier, await lab.make(failure));
      const [more] = await first.sync();
      must(more === undefined, `${more?.code ?? ''} came behind the EF`);
    },
  },
  {
    requirement: 'PS-8',
    name: 'tenants',
    title: 'the same token in two tenants is two tokens',
    run: async (lab) => {
      const [first, second] = [await lab.open(), await lab.open()];
      const [one, other] = [lab.run, `${lab.run}x`];
      const { persistToken } = await begin(lab, first, { tenantDescriptor: one });
      await begin(lab, second, { tenantDescriptor: other, persistToken });
      const [taken] = await first.sync();
      must(taken === undefined, `the token of one tenant ended with ${taken?.code ?? ''} when another used its name`);
    },
  },
  {
    requirement: 'RC-1',
    name: 'slow',
    title: 'a backlog of 30 outcomes takes a second and a half at least with CS 20',
    needs: ['outcomes'],
    run: (lab) => rollForward(lab, { count: 30, rate: 20 }),
  },
  {
    requirement: 'RC-2',
    name: 'any-second',
    title: 'a backlog of 80 outcomes takes two thirds of a second at least with CS 100',
    needs: ['outcomes'],
    run: (lab) => rollForward(lab, { count: 80, rate: 100 }),
  },
  {
    requirement: 'RC-4',
    name: 'live',
    title: 'the limit ends with the backlog: live outcomes come at once with CS 1',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const { transactionIdentifier } = await begin(lab, peer, { rateControl: '1' });
      const count = Math.ceil(lab.parts.timeoutMs / 1000) * 2;
      const sessions = await lab.make(...Array.from({ length: count }, () => failure));
      const startedAt = performance.now();
      await peer.outcomes(transactionIdentifier, sessions);
      const tookMs = performance.now() - startedAt;
      must(tookMs < (count * 1000) / 2, `${count} live outcomes took ${Math.round(tookMs)} ms`);
    },
  },
  {
    requirement: 'RC-4',
    name: 'behind',
    title: 'outcomes that arrive during the rollforward come behind the backlog',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await lab.leave(peer);
      const backlog = await lab.make(...Array.from({ length: 10 }, () => failure));
      const again = await lab.open();
      await lab.subscribe(again, { ...persistent, rateControl: '20' });
      const late = await lab.make(failure, failure);
      await again.outcomes(persistent.transactionIdentifier, [...backlog, ...late]);
    },
  },
  {
    requirement: 'END-1',
    name: 'EE',
    title: 'EE is confirmed by EF, with MV first where it bears TK',
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = await lab.subscribe(peer);
      const token = lab.name('k');
      await peer.accepted(frameOf(enumerateEnd, { transactionIdentifier, token }), token);
      const end = await peer.expect(enumerateFinished);
      must(end.get(finished) === transactionIdentifier, 'EF names another transaction');
      await lab.subscribe(peer, { transactionIdentifier });
    },
  },
  {
    requirement: 'END-2',
    name: 'forgotten',
    title: 'EE forgets the token: the next EO with it is announced by WP and has no backlog',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await peer.outcomes(persistent.transactionIdentifier, await lab.make(failure));
      peer.send(frameOf(enumerateEnd, { transactionIdentifier: persistent.transactionIdentifier }));
      await peer.expect(enumerateFinished);
      const watching = await lab.open();
      await watching.outcomes(await lab.subscribe(watching), await lab.make(failure));
      await begin(lab, peer, persistent);
      await peer.outcomes(persistent.transactionIdentifier, await lab.make(failure));
    },
  },
  {
    requirement: 'END-3',
    name: 'unknown',
    title: 'EE with an unknown TX is rejected',
    run: async (lab) => {
      const peer = await lab.open();
      await peer.rejected(frameOf(enumerateEnd, { transactionIdentifier: lab.name('t') }), 'EE with an unknown TX');
    },
  },
  {
    requirement: 'END-5',
    name: 'closed',
    title: 'a closed connection ends transactions without PS: their TX are free',
    run: async (lab) => {
      const peer = await lab.open();
      const transactionIdentifier = await lab.subscribe(peer);
      peer.close();
      await lab.untilFree(transactionIdentifier);
    },
  },
  {
    requirement: 'ACK-2',
    name: 'unacknowledged',
    title: 'after a first acknowledgement, what was not acknowledged is delivered again',
    needs: ['outcomes'],
    run: async (lab) => {
      const peer = await lab.open();
      const persistent = await begin(lab, peer);
      await acknowledge(peer, 0);
      const sessions = await lab.make(failure, failure, failure);
      await peer.outcomes(persistent.transactionIdentifier, sessions);
      await acknowledge(peer, 1);
      peer.close();
      const again = await lab.open();
      await lab.subscribe(again, { ...persistent });
      await again.outcomes(persistent.transactionIdentifier, sessions.slice(1));
    },
  },
];

/** Subscribes with a new persist token, which must be announced. */
async function begin(lab: Lab, peer: Peer, values: Parameters<Lab['subscription']>[0] = {}): Promise<Persistent> {
  const persistToken = values.persistToken ?? lab.name('p');
  const transactionIdentifier = await lab.subscribe(peer, { ...values, persistToken });
  const announcement = await peer.expect(newPersistentID);
  must(announcement.get(announced) === persistToken, 'WP names another token');
  return { persistToken, transactionIdentifier };
}

async function acknowledge(peer: Peer, count: number): Promise<void> {
  const token = acknowledgeToken(count);
  await peer.accepted(frameOf(verifyStatus, { token }), token);
}

/** What may come at once at the beginning of a rollforward, seconds of the rate. */
const burstSeconds = 0.1;

/** Measures from the re-issue on: however late this process reads, it can only have taken longer. */
async function rollForward(
  lab: Lab,
  { count, rate }: { readonly count: number; readonly rate: number },
): Promise<void> {
  const peer = await lab.open();
  const persistent = await begin(lab, peer);
  const watching = await lab.open();
  const watched = await lab.subscribe(watching);
  await lab.leave(peer);
  const sessions = await lab.make(...Array.from({ length: count }, () => failure));
  // All of them are recorded: none is live in the rollforward.
  await watching.outcomes(watched, sessions);
  const again = await lab.open();
  const startedAt = performance.now();
  await lab.subscribe(again, { ...persistent, rateControl: String(rate) });
  await again.outcomes(persistent.transactionIdentifier, sessions);
  const tookMs = performance.now() - startedAt;
  const leastMs = ((count - Math.max(1, rate * burstSeconds)) / rate) * 1000 - 50;
  must(
    tookMs >= leastMs,
    `${count} outcomes with CS ${rate} took ${Math.round(tookMs)} ms, ${leastMs} at least are right`,
  );
}

import { codeOf, newPersistentID, outcomeData } from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf, longest } from '../frame-of.ts';
import type { ClientPeer, Subscription } from './client-peer.ts';
import { subscribedWithToken } from './persistent.ts';
import type { Stage } from './stage.ts';

type Send = (peer: ClientPeer, subscription: Subscription, session: string) => Promise<void> | void;

/** An OZ that is sent in an uncommon form between two usual ones: all three must arrive. */
function between(requirement: Check<Stage>['requirement'], name: string, title: string, send: Send): Check<Stage> {
  return {
    requirement,
    name,
    title,
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await peer.subscribed();
      const sessions = [stage.session(), stage.session(), stage.session()];
      const [first = '', second = '', third = ''] = sessions;
      peer.outcome(subscription, first);
      await send(peer, subscription, second);
      peer.outcome(subscription, third);
      await stage.delivered(sessions);
    },
  };
}

const dataCode = codeOf(outcomeData, 'data');
const unknownCodes = ['ZQ', '1', 'ZR', ''];
const pieceMs = 2;

/** What a client must understand of outcomes. */
export const outcomeSituations: readonly Check<Stage>[] = [
  between('OZ-1', 'plain', 'outcomes arrive once and in order', (peer, subscription, session) =>
    peer.outcome(subscription, session),
  ),
  between('OZ-6', 'unknown', 'an OZ with parameters that nobody knows is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, {}, { more: unknownCodes }),
  ),
  between(
    'OZ-6',
    'order',
    'an OZ whose parameters come in another order is an outcome',
    (peer, subscription, session) => {
      const { transactionIdentifier, campaignName, isRouted } = subscription;
      const values = { reason: '2', sessionIdentifier: session, campaignName, transactionIdentifier };
      peer.send(frameOf(outcomeData, values, { isRouted }));
    },
  ),
  between('OZ-6', 'repeated', 'an OZ with a parameter twice is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, {}, { more: [...unknownCodes, ...unknownCodes] }),
  ),
  between('OZ-2', 'bare-DT', 'an OZ that ends with a bare DT is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, { data: '' }),
  ),
  between('OZ-2', 'agent', 'an OZ with AN and AO is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, { agentIdentifier: 'Joe', reason: '10', agentOutcome: '167' }),
  ),
  between('OZ-3', 'declined', 'an OZ with DD is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, { dontDial: '' }),
  ),
  between('OZ-8', 'long-data', 'an OZ with the longest DT is an outcome', (peer, subscription, session) =>
    peer.outcome(subscription, session, { data: 'x'.repeat(longest(outcomeData, 'data')) }),
  ),
  between('EO-8', 'routed', 'an OZ in SDMP 2 is an outcome, whatever the EO was', (peer, subscription, session) =>
    peer.outcome({ ...subscription, isRouted: true }, session),
  ),
  between('TR-2', 'CR-LF', 'an OZ may end with CR LF', (peer, { transactionIdentifier, campaignName }, session) => {
    const values = { transactionIdentifier, campaignName, sessionIdentifier: session, reason: '2' };
    peer.sendText(`${frameOf(outcomeData, values)}\r\n`, 'an OZ that ends with CR LF');
  }),
  between('TR-1', 'slow', 'an OZ may come in pieces of one character', async (peer, subscription, session) => {
    const { transactionIdentifier, campaignName } = subscription;
    const values = { transactionIdentifier, campaignName, sessionIdentifier: session, reason: '2' };
    await peer.drip(`${frameOf(outcomeData, values)}\0`, pieceMs);
  }),
  between('TR-1', 'together', 'many OZ may come in one piece', (peer, subscription, session) => {
    const { transactionIdentifier, campaignName } = subscription;
    const values = { transactionIdentifier, campaignName, sessionIdentifier: session, reason: '2' };
    const others = { ...values, transactionIdentifier: `${transactionIdentifier}x`, sessionIdentifier: 'other' };
    const foreign = `${frameOf(outcomeData, others)}\0`.repeat(50);
    peer.sendText(`${foreign}${frameOf(outcomeData, values)}\0`, 'an OZ behind 50 of a transaction of nobody');
  }),
  between('OZ-6', 'unknown-message', 'a message that nobody knows is passed over', (peer, subscription, session) => {
    peer.send(`ZZ\\${dataCode}x`);
    peer.outcome(subscription, session);
  }),
  {
    requirement: 'PS-3',
    name: 'WP',
    title: 'WP, the announcement of a token, is understood',
    run: (stage) => announced(stage, newPersistentID.code),
  },
  {
    requirement: 'PS-3',
    name: 'NP',
    title: 'NP is taken for WP',
    run: (stage) => announced(stage, newPersistentID.aliases[0]),
  },
];

async function announced(stage: Stage, code: string): Promise<void> {
  const peer = await stage.connection();
  const subscription = await subscribedWithToken(peer, code);
  const sessions = [stage.session(), stage.session()];
  for (const session of sessions) peer.outcome(subscription, session);
  await stage.delivered(sessions);
}

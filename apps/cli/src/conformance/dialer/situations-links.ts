import { setTimeout as sleep } from 'node:timers/promises';
import {
  enumerateOutcomes,
  errorReport,
  sessionPreferences,
  userAuthenticate,
  usableTransactionLength,
  verifyStatus,
} from '@sdmp/protocol';
import type { Check } from '../check.ts';
import { frameOf } from '../frame-of.ts';
import { must, NotChecked } from '../unmet.ts';
import { finish, reissued, subscribedWithToken } from './persistent.ts';
import type { Stage } from './stage.ts';

/** How long a client is watched that must not do something, milliseconds. */
const watchedMs = 3000;
/** Connections or requests within that time which are too many for a client that waits between them. */
const mostAttempts = 40;
/** What a client may send before its EO. */
const before = new Set<string>([userAuthenticate.code, sessionPreferences.code, verifyStatus.code]);
/** How many connections are closed at once before one is served. */
const refusals = 3;

/** What a client must do when links break, and what it must not do. */
export const linkSituations: readonly Check<Stage>[] = [
  {
    requirement: 'CL-3',
    name: 'order',
    title: 'UA and SP come before EO, and every message of the client is right',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await peer.subscribed();
      const early = peer.order.slice(0, peer.order.indexOf(enumerateOutcomes.code));
      const wrong = early.find((code) => !before.has(code));
      must(wrong === undefined, `${wrong ?? ''} came before EO`);
      const session = stage.session();
      peer.outcome(subscription, session);
      await stage.delivered([session]);
      must(peer.problems.length === 0, peer.problems[0] ?? '');
    },
  },
  {
    requirement: 'EO-11',
    name: 'TX',
    title: `TX has ${usableTransactionLength} characters at most`,
    run: async (stage) => {
      const { transactionIdentifier } = await (await stage.connection()).subscribed();
      const { length } = transactionIdentifier;
      must(length > 0 && length <= usableTransactionLength, `TX has ${length} characters`);
    },
  },
  {
    requirement: 'TR-1',
    name: 'NUL',
    title: 'messages of the client end with NUL, in the encoding of this run',
    run: async (stage) => {
      const peer = await stage.connection();
      await peer.subscribed();
      const width = stage.parts.encoding === 'utf-16le' ? 2 : 1;
      const bytes = peer.firstBytes;
      const isEnded = bytes.some(
        (_, at) => at % width === 0 && bytes.subarray(at, at + width).every((byte) => byte === 0),
      );
      must(isEnded, 'no NUL came');
    },
  },
  ...(['ended', 'reset'] as const).map(
    (how): Check<Stage> => ({
      requirement: 'PS-1',
      name: how,
      title: `after the connection was ${how}, the client comes back and gets what happened meanwhile`,
      run: async (stage) => {
        const peer = await stage.connection();
        const subscription = await subscribedWithToken(peer);
        const sessions = [stage.session(), stage.session(), stage.session()];
        const [first = '', second = '', third = ''] = sessions;
        peer.outcome(subscription, first);
        await stage.delivered([first]);
        if (how === 'ended') peer.end();
        else peer.reset();
        const again = await reissued(stage, subscription);
        again.peer.outcome(again.subscription, second);
        again.peer.outcome(again.subscription, third);
        await stage.delivered(sessions);
      },
    }),
  ),
  {
    requirement: 'PS-4',
    name: 're-issue',
    title: 'the EO after a reconnect is the same: PS, TX, CN and flags',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await subscribedWithToken(peer);
      peer.end();
      const again = await reissued(stage, subscription);
      const strip = ({ fields }: typeof subscription.request): string => withoutToken(fields).join('|');
      must(strip(again.subscription.request) === strip(subscription.request), 'the EO after the reconnect is another');
    },
  },
  {
    requirement: 'ACK-3',
    name: 'once',
    title: 'what the client has not acknowledged comes again after a reset, and is delivered once',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await subscribedWithToken(peer);
      const sessions = Array.from({ length: 5 }, () => stage.session());
      for (const session of sessions) peer.outcome(subscription, session);
      await stage.delivered(sessions);
      peer.reset();
      const { acknowledged } = peer;
      if (acknowledged === undefined) throw new NotChecked('the client acknowledges nothing');
      const again = await reissued(stage, subscription);
      const last = stage.session();
      for (const session of sessions.slice(acknowledged)) again.peer.outcome(again.subscription, session);
      again.peer.outcome(again.subscription, last);
      await stage.delivered([...sessions, last]);
    },
  },
  {
    requirement: 'ACK-1',
    name: 'count',
    title: 'a client that acknowledges counts the outcomes that it has finished with',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await peer.subscribed();
      const sessions = [stage.session(), stage.session()];
      for (const session of sessions) peer.outcome(subscription, session);
      await stage.delivered(sessions);
      const until = performance.now() + stage.parts.timeoutMs;
      while (peer.acknowledged !== sessions.length && performance.now() < until && !peer.isClosed)
        await peer.another(100);
      if (peer.acknowledged === undefined) throw new NotChecked('the client acknowledges nothing');
      must(
        peer.acknowledged === sessions.length,
        `${peer.acknowledged} of ${sessions.length} outcomes are acknowledged`,
      );
    },
  },
  {
    requirement: 'ACK-4',
    name: 'silence',
    title: 'a client whose dialer answers no VS closes the connection and comes back',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await subscribedWithToken(peer);
      peer.isAnswering = false;
      await peer.untilClosed('a dialer that is silent', stage.parts.silenceMs);
      const again = await reissued(stage, subscription);
      const session = stage.session();
      again.peer.outcome(again.subscription, session);
      await stage.delivered([session]);
    },
  },
  {
    requirement: 'END-4',
    name: 'taken-over',
    title: 'an EF that the client did not ask for, as after a takeover, makes it neither crash nor ask in a hurry',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await subscribedWithToken(peer);
      finish(peer, subscription);
      const asked = await attempts(stage, () => peer.order.filter((code) => code === enumerateOutcomes.code).length);
      must(asked <= mostAttempts, `the client asked ${asked} times within ${watchedMs / 1000} s`);
      const ending = stage.parts.client?.ending;
      must(ending === undefined || !ending.startsWith('signal'), `the client ended with ${ending ?? ''}`);
    },
  },
  {
    requirement: 'CL-7',
    name: 'rejected',
    title: 'a rejected EO is not sent again',
    run: async (stage) => {
      const peer = await stage.connection();
      const { request, isRouted } = await peer.enumerate();
      const values = { errorCode: '9016', faultyMessage: request.text };
      peer.send(frameOf(errorReport, values, { isRouted }));
      const again = await peer.another(watchedMs);
      must(again === undefined, 'the rejected EO was sent again on the same connection');
      must(stage.parts.listener.accepted <= 1, 'the client connected anew after a rejected EO');
    },
  },
  {
    requirement: 'CL-2',
    name: 'pause',
    title: 'a dialer that closes each connection is tried again with pauses, one connection at a time',
    run: async (stage) => {
      const peer = await stage.connection();
      peer.end();
      let most = 0;
      const count = await attempts(stage, () => {
        most = Math.max(most, stage.parts.listener.open);
        stage.parts.listener.closeOpen();
        return stage.parts.listener.accepted;
      });
      must(most <= 1, `${most} connections were open at once`);
      must(count > 1, `the client did not come back within ${watchedMs / 1000} s`);
      must(count <= mostAttempts, `the client connected ${count} times within ${watchedMs / 1000} s`);
    },
  },
  {
    requirement: 'CL-4',
    name: 'served-again',
    title: `after ${refusals} connections that were closed at once, the client subscribes on the next one`,
    run: async (stage) => {
      for (let count = 0; count < refusals; count++) (await stage.connection(stage.parts.silenceMs)).end();
      const peer = await stage.connection(stage.parts.silenceMs);
      const session = stage.session();
      peer.outcome(await peer.subscribed(), session);
      await stage.delivered([session]);
    },
  },
  {
    requirement: 'ACK-5',
    name: 'garbage',
    title: 'a frame that is no message neither ends the client nor hides the outcomes behind it',
    run: async (stage) => {
      const peer = await stage.connection();
      const subscription = await subscribedWithToken(peer);
      const sessions = [stage.session(), stage.session()];
      const [first = '', second = ''] = sessions;
      peer.outcome(subscription, first);
      await stage.delivered([first]);
      peer.sendText('\u0001\u00ff?!\0', 'four characters that are no message');
      peer.outcome(subscription, second);
      await stage.delivered(sessions);
    },
  },
  {
    requirement: 'CL-8',
    name: 'SIGTERM',
    title: 'after SIGTERM the client ends and closes its connection',
    run: async (stage) => {
      const { client } = stage;
      const peer = await stage.connection();
      const subscription = await peer.subscribed();
      const session = stage.session();
      peer.outcome(subscription, session);
      await stage.delivered([session]);
      await client.terminate();
      await peer.untilClosed('a client that has ended');
      must(client.ending !== 'signal SIGKILL', 'the client does not end after SIGTERM');
    },
  },
];

const tokenAt = 'TK';

/** An EO may bear another TK each time: it names one message. */
function withoutToken(fields: readonly string[]): readonly string[] {
  return fields.filter((_, at) => fields[at - (at % 2)] !== tokenAt);
}

/** Watches for a time, and returns the last count. */
async function attempts(stage: Stage, count: () => number): Promise<number> {
  const until = performance.now() + watchedMs;
  while (performance.now() < until) {
    count();
    await sleep(10, undefined, { signal: stage.parts.signal });
  }
  return count();
}

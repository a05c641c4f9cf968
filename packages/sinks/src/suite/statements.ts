import assert from 'node:assert/strict';
import { SdmpError } from '@sdmp/protocol';
import type { Sink, SinkOutcome } from '../sink.ts';
import type { SinkStatement, SinkSubject } from './sink-subject.ts';
import { oddOutcomes, plainOutcomes } from './suite-outcomes.ts';

const never = new AbortController().signal;

const idsOf = (outcomes: readonly SinkOutcome[]): string[] => outcomes.map(({ id }) => id);

/** Opens, delivers and closes, so that no case leaves a connection behind. */
async function withOpen(sink: Sink, use: (sink: Sink) => Promise<void>): Promise<void> {
  try {
    await sink.open(never);
    await use(sink);
  } finally {
    await sink.close();
  }
}

async function deliverAll(sink: Sink, outcomes: readonly SinkOutcome[]): Promise<void> {
  assert.deepEqual(await sink.deliver(outcomes, never), []);
}

async function errorOf(promise: Promise<unknown>): Promise<SdmpError> {
  const error = await promise.then(
    () => assert.fail('it must reject'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof SdmpError, `it must reject with an SdmpError, not with ${String(error)}`);
  return error;
}

async function holdsExactly({ received }: SinkSubject, outcomes: readonly SinkOutcome[]): Promise<void> {
  assert.deepEqual((await received()).toSorted(), idsOf(outcomes).toSorted());
}

/** What holds for every sink. */
export const statements: readonly SinkStatement[] = [
  {
    name: 'what was delivered is at the receiver when the call has returned',
    async check(subject) {
      const outcomes = plainOutcomes(1);
      await withOpen(subject.sink, async (sink) => {
        await deliverAll(sink, outcomes);
        await holdsExactly(subject, outcomes);
      });
    },
  },
  {
    name: 'a thousand outcomes in batches of all sizes arrive, each once',
    async check(subject) {
      const outcomes = plainOutcomes(1000);
      await withOpen(subject.sink, async (sink) => {
        for (let at = 0, size = 1; at < outcomes.length; at += size, size = (size * 2) % 510) {
          await deliverAll(sink, outcomes.slice(at, at + size));
        }
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'outcomes of one session arrive in the order in which they were recorded',
    async check(subject) {
      const outcomes = plainOutcomes(500);
      await withOpen(subject.sink, (sink) => deliverAll(sink, outcomes));
      const arrived = await subject.received();
      const sessionOf = new Map(outcomes.map(({ id, outcome }) => [id, outcome.sessionIdentifier]));
      const bySession = (ids: readonly string[]): object =>
        Object.fromEntries(Map.groupBy(ids, (id) => sessionOf.get(id) ?? ''));
      assert.deepEqual(bySession(arrived), bySession(idsOf(outcomes)));
    },
  },
  {
    name: 'nothing to deliver is no error',
    async check(subject) {
      await withOpen(subject.sink, (sink) => deliverAll(sink, []));
      await holdsExactly(subject, []);
    },
  },
  {
    name: 'odd values arrive, or are refused by name, and never hold up the others',
    async check(subject) {
      const outcomes = oddOutcomes();
      await withOpen(subject.sink, async (sink) => {
        const refused = await sink.deliver(outcomes, never);
        const positions = new Set(refused.map(({ position }) => position));
        assert.ok(refused.every(({ reason }) => reason !== '' && !reason.includes('\n')));
        await holdsExactly(
          subject,
          outcomes.filter(({ position }) => !positions.has(position)),
        );
      });
    },
  },
  {
    name: 'the same batch again changes nothing',
    async check(subject) {
      const outcomes = plainOutcomes(100);
      await withOpen(subject.sink, async (sink) => {
        await deliverAll(sink, outcomes);
        await deliverAll(sink, outcomes);
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'batches that overlap leave each outcome once, and a gap in the positions is nothing',
    async check(subject) {
      const outcomes = plainOutcomes(100).filter(({ position }) => position % 10 !== 3);
      await withOpen(subject.sink, async (sink) => {
        await deliverAll(sink, outcomes.slice(0, 60));
        await deliverAll(sink, outcomes.slice(30));
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'an older outcome may come after younger ones, as a dead letter does',
    async check(subject) {
      const outcomes = plainOutcomes(20);
      await withOpen(subject.sink, async (sink) => {
        await deliverAll(sink, outcomes.slice(5));
        await deliverAll(sink, outcomes.slice(0, 5));
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'after a restart what was delivered last may come again, and what follows is added',
    async check(subject) {
      const outcomes = plainOutcomes(120);
      await withOpen(subject.sink, (sink) => deliverAll(sink, outcomes.slice(0, 80)));
      await withOpen(await subject.again(), async (sink) => {
        await deliverAll(sink, outcomes.slice(40, 80));
        await deliverAll(sink, outcomes.slice(80));
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'an aborted delivery rejects, and the batch can be delivered afterwards',
    async check(subject) {
      const outcomes = plainOutcomes(10);
      await withOpen(subject.sink, async (sink) => {
        await assert.rejects(sink.deliver(outcomes, AbortSignal.abort()));
        await deliverAll(sink, outcomes);
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'a sink that is not open says so, and closing is always possible',
    async check({ sink }) {
      assert.equal((await errorOf(sink.deliver(plainOutcomes(1), never))).code, 'CLOSED');
      await sink.close();
      await sink.open(never);
      await sink.close();
      await sink.close();
      assert.equal((await errorOf(sink.deliver(plainOutcomes(1), never))).code, 'CLOSED');
    },
  },
];

/** What holds for a sink whose receiver can be away. */
export const outageStatements: readonly SinkStatement[] = [
  {
    name: 'while the receiver is away deliveries reject as retryable; when it is back the same batch arrives once',
    async check(subject) {
      const outcomes = plainOutcomes(50);
      await withOpen(subject.sink, async (sink) => {
        await deliverAll(sink, outcomes.slice(0, 10));
        await subject.takeDown?.();
        assert.equal((await errorOf(sink.deliver(outcomes.slice(10), never))).retryable, true);
        assert.equal((await errorOf(sink.deliver(outcomes.slice(10), never))).retryable, true);
        await subject.bringUp?.();
        await deliverUntilTaken(sink, outcomes.slice(10));
      });
      await holdsExactly(subject, outcomes);
    },
  },
  {
    name: 'a sink opened while the receiver is away says so as retryable, and works when it is back',
    async check(subject) {
      const outcomes = plainOutcomes(5);
      await subject.takeDown?.();
      const opened = subject.sink.open(never).then(
        () => subject.sink.deliver(outcomes, never),
        (cause: unknown) => Promise.reject(cause),
      );
      assert.equal((await errorOf(opened)).retryable, true);
      await subject.bringUp?.();
      await withOpen(subject.sink, (sink) => deliverUntilTaken(sink, outcomes));
      await holdsExactly(subject, outcomes);
    },
  },
];

/** Connections that died with the receiver may fail once more before they are exchanged. */
async function deliverUntilTaken(sink: Sink, outcomes: readonly SinkOutcome[]): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      return await deliverAll(sink, outcomes);
    } catch (cause) {
      if (!(cause instanceof SdmpError) || !cause.retryable || failures === 20) throw cause;
    }
  }
}

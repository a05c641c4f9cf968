import { openMemoryJournal, type Journal } from '@sdmp/journal';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  openMemorySinkState,
  refused,
  SinkRunner,
  type SinkRunnerOptions,
  type SinkState,
  unavailable,
} from '../src/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { MemorySink } from './support/memory-sink.ts';
import { appendShift, firstTime, records } from './support/records.ts';

interface World {
  readonly journal: Journal;
  readonly sink: MemorySink;
  readonly state: SinkState;
  readonly clock: FakeClock;
  readonly runner: SinkRunner;
}

/** A runner over a journal in memory; the clock stands still unless a test moves it. */
async function world(options: Partial<SinkRunnerOptions> = {}, maxDeadLetters = 100): Promise<World> {
  const journal = options.journal ?? (await openMemoryJournal());
  const state = options.state ?? openMemorySinkState({ maxDeadLetters });
  const sink = new MemorySink();
  const clock = new FakeClock();
  const runner = new SinkRunner({
    name: 'crm',
    sink,
    journal,
    state,
    clock,
    random: () => 0.5,
    ...options,
    batch: { waitMs: 0, ...options.batch },
  });
  onTestFinished(async () => {
    await runner.close();
    state.close();
    await journal.close();
  });
  return { journal, sink, state, clock, runner };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, position) => position);

async function until(isSo: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 30_000, interval: 1 });
}

test('what is in the journal and what comes later is delivered in order, each once', async () => {
  const { journal, sink, runner } = await world({ batch: { outcomes: 64, waitMs: 0 } });
  await appendShift(journal, 1000);
  runner.start();
  await sink.holds(1000);
  await appendShift(journal, 500, 2);
  await sink.holds(1500);
  expect(sink.positions).toEqual(upTo(1500));
  expect(Math.max(...sink.calls)).toBe(64);
  await until(() => runner.status.lagMs === 0);
  expect(runner.status).toMatchObject({ state: 'running', position: 1500, backlog: 0, delivered: 1500, attempt: 0 });
});

test('an outcome comes with its id, its source and everything it holds', async () => {
  const { journal, sink, runner } = await world();
  const [record] = records(1);
  if (record === undefined) throw new Error('no record');
  await journal.append([{ ...record, source: 'dialer-a' }]);
  runner.start();
  await sink.holds(1);
  const [held] = sink.held.values();
  expect(held).toMatchObject({ position: 0, id: `${journal.id}-0`, source: 'dialer-a' });
  expect(held?.outcome.frame).toBe(`OZ${String(record.body)}`);
  expect(held?.outcome.time).toBe(record.time);
});

test('only what the filter wants is delivered, and the rest counts as done', async () => {
  const { journal, sink, runner } = await world({ filter: { campaign: 'Renewals', classes: 1 } });
  await appendShift(journal, 5000);
  const wanted = records(5000).flatMap(({ campaign, classes }, at) =>
    campaign === 'Renewals' && classes === 1 ? [at] : [],
  );
  runner.start();
  await until(() => runner.status.position === 5000);
  expect(sink.positions).toEqual(wanted);
  expect(runner.status).toMatchObject({ backlog: 0, delivered: wanted.length });
});

test('a sink that begins now takes nothing older, and is not set back by a restart', async () => {
  const first = await world({ start: 'now' });
  await appendShift(first.journal, 10);
  first.runner.start();
  await until(() => first.runner.status.position === 10);
  await first.runner.close();
  await appendShift(first.journal, 5);
  const { journal, state } = first;
  const sink = new MemorySink();
  const again = new SinkRunner({ name: 'crm', sink, journal, state, start: 'now', batch: { waitMs: 0 } });
  again.start();
  await sink.holds(5);
  await again.close();
  expect(sink.positions).toEqual([10, 11, 12, 13, 14]);
});

test('a batch that is not full waits for more, as long as is set', async () => {
  const { journal, sink, runner, clock } = await world({ batch: { outcomes: 10, waitMs: 100 } });
  await appendShift(journal, 3);
  runner.start();
  expect(await clock.passToNext()).toBe(100);
  await sink.holds(3);
  await appendShift(journal, 4);
  await until(() => runner.status.lagMs > 0);
  await appendShift(journal, 6);
  await sink.holds(13);
  expect(sink.calls).toEqual([3, 10]);
});

test('bytes end a batch too', async () => {
  const { journal, sink, runner } = await world({ batch: { outcomes: 1000, bytes: 1, waitMs: 0 } });
  await appendShift(journal, 5);
  runner.start();
  await sink.holds(5);
  expect(sink.calls).toEqual([1, 1, 1, 1, 1]);
});

test('a sink that fails for a day catches up without help', async () => {
  const { journal, sink, runner, clock } = await world({ batch: { outcomes: 100, waitMs: 0 } });
  sink.isDown = true;
  runner.start();
  await appendShift(journal, 2000);
  const delays: number[] = [];
  const day = clock.now() + 24 * 60 * 60 * 1000;
  while (clock.now() < day) {
    delays.push(await clock.passToNext());
    await until(() => runner.status.attempt === delays.length + 1);
  }
  expect(runner.status).toMatchObject({ state: 'retrying', delivered: 0, backlog: 2000, deadLetters: 0 });
  expect(runner.status.lastError?.message).toBe('The receiver is down: start it');
  expect(runner.status.lagMs).toBe(clock.now() - firstTime);
  expect(delays.slice(0, 4)).toEqual([375, 750, 1500, 3000]);
  expect(Math.max(...delays)).toBe(225_000);
  sink.isDown = false;
  await clock.passToNext();
  await sink.holds(2000);
  expect(sink.positions).toEqual(upTo(2000));
  await until(() => runner.status.position === 2000);
  expect(runner.status).toMatchObject({ state: 'running', attempt: 0, backlog: 0, delivered: 2000 });
});

test('a receiver that says when to come again is asked then, and not later than the limit', async () => {
  const { journal, sink, runner, clock } = await world({ retry: { longestAskedMs: 90_000 } });
  let asked = 60_000;
  sink.answer = () => {
    throw unavailable('busy', { retryAfterMs: asked });
  };
  await appendShift(journal, 1);
  runner.start();
  expect(await clock.passToNext()).toBe(60_000);
  asked = 1e9;
  await until(() => runner.status.attempt === 2);
  await clock.passToNext();
  await until(() => runner.status.attempt === 3);
  expect(runner.status.nextAttemptAt).toBe(clock.now() + 90_000);
});

test('poisoned outcomes become dead letters and never block the rest', async () => {
  const { journal, sink, runner } = await world({ batch: { outcomes: 128, waitMs: 0 } }, 1000);
  const poisoned = new Set([0, 77, 78, 300, 511]);
  sink.answer = (batch) => {
    if (batch.some(({ position }) => poisoned.has(position))) throw refused('The receiver answered 400');
    return [];
  };
  await appendShift(journal, 512);
  runner.start();
  await sink.holds(507);
  await until(() => runner.status.position === 512);
  expect(sink.positions).toEqual(upTo(512).filter((position) => !poisoned.has(position)));
  expect(runner.deadLetters().map(({ position }) => position)).toEqual([...poisoned]);
  expect(runner.deadLetters()[0]).toMatchObject({ sink: 'crm', reason: 'The receiver answered 400', attempts: 8 });
  expect(runner.status).toMatchObject({ state: 'running', delivered: 507, refused: 5, deadLetters: 5 });
});

test('outcomes named by the receiver become dead letters at once, and so do those that break the sink itself', async () => {
  const { journal, sink, runner } = await world();
  sink.answer = (batch) => {
    if (batch.some(({ position }) => position === 5)) throw new TypeError('cannot read');
    return batch.filter(({ position }) => position === 2).map(({ position }) => ({ position, reason: 'too long' }));
  };
  await appendShift(journal, 8);
  runner.start();
  await sink.holds(6);
  await until(() => runner.status.deadLetters === 2);
  expect(runner.deadLetters().map(({ position, reason }) => [position, reason])).toEqual([
    [2, 'too long'],
    [5, 'cannot read'],
  ]);
});

test('a receiver that fails at random between the halves of a poisoned batch ends with everything, poison apart', async () => {
  const { journal, sink, runner, clock } = await world({ batch: { outcomes: 256, waitMs: 0 } });
  let call = 0;
  sink.answer = (batch) => {
    if (++call % 3 !== 0) throw unavailable('reset');
    if (batch.some(({ position }) => position % 100 === 7)) throw refused('no');
    return [];
  };
  await appendShift(journal, 512);
  runner.start();
  while (runner.status.position < 512)
    await Promise.race([clock.passToNext(), until(() => runner.status.position === 512)]);
  expect(sink.positions).toEqual(upTo(512).filter((position) => position % 100 !== 7));
  expect(runner.status.deadLetters).toBe(6);
});

test('at the limit of dead letters the sink pauses with nothing dropped, and continues when there is room', async () => {
  const { journal, sink, runner, state } = await world({ batch: { outcomes: 10, waitMs: 0 } }, 3);
  let isPicky = true;
  sink.answer = () => {
    if (isPicky) throw refused('no');
    return [];
  };
  await appendShift(journal, 6);
  runner.start();
  await until(() => runner.status.state === 'paused');
  expect(runner.status).toMatchObject({ pausedBecause: 'dead-letter-limit', deadLetters: 3, position: 3, backlog: 3 });
  expect(runner.status.lastError?.message).toContain('replay or discard');
  isPicky = false;
  expect(await runner.replay('all')).toBe(3);
  expect(state.countDeadLetters('crm')).toBe(0);
  runner.resume();
  await until(() => runner.status.position === 6);
  expect(runner.status.deadLetters).toBe(3);
  expect(await runner.replay([3, 4, 5, 99])).toBe(3);
  expect([...sink.positions].toSorted((a, b) => a - b)).toEqual(upTo(6));
  expect(runner.status).toMatchObject({ state: 'running', deadLetters: 0 });
});

test('a replay that is refused again keeps the letter, and one that cannot reach the receiver says so', async () => {
  const { journal, sink, runner } = await world();
  sink.answer = (batch) => batch.map(({ position }) => ({ position, reason: 'no' }));
  await appendShift(journal, 2);
  runner.start();
  await until(() => runner.status.deadLetters === 2);
  expect(await runner.replay('all')).toBe(0);
  expect(runner.deadLetters().map(({ attempts }) => attempts)).toEqual([2, 2]);
  sink.isDown = true;
  await expect(runner.replay([0])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryable: true });
  expect(runner.status.deadLetters).toBe(2);
  expect(runner.discard([0])).toBe(1);
  expect(runner.discard('all')).toBe(1);
});

test('a paused sink sends nothing, stays paused over a restart, shows its lag and continues where it was', async () => {
  const { journal, state, sink, runner, clock } = await world();
  runner.start();
  await appendShift(journal, 3);
  await sink.holds(3);
  runner.pause();
  await until(() => runner.status.state === 'paused');
  expect(runner.status.lagMs).toBe(0);
  await appendShift(journal, 3);
  await until(() => runner.status.lagMs > 0);
  expect(runner.status.lagMs).toBe(clock.now() - firstTime);
  await runner.close();
  const again = new MemorySink();
  const second = new SinkRunner({ name: 'crm', sink: again, journal, state, clock, batch: { waitMs: 0 } });
  second.start();
  await until(() => second.status.state === 'paused');
  expect(second.status).toMatchObject({ pausedBecause: 'requested', backlog: 3 });
  expect(again.opened).toBe(0);
  second.resume();
  await again.holds(3);
  await second.close();
  expect(again.positions).toEqual([3, 4, 5]);
});

test('resuming tries at once what is waiting to be tried again', async () => {
  const { journal, sink, runner } = await world();
  sink.isDown = true;
  await appendShift(journal, 1);
  runner.start();
  await until(() => runner.status.state === 'retrying');
  sink.isDown = false;
  runner.resume();
  await sink.holds(1);
  await until(() => runner.status.state === 'running');
});

test('a sink that cannot be opened now is opened later; one that is set up wrongly stops and says why', async () => {
  const { journal, sink, runner, clock } = await world();
  sink.opening = () => {
    if (sink.opened === 1) throw unavailable('not yet');
  };
  await appendShift(journal, 1);
  runner.start();
  await clock.passToNext();
  await sink.holds(1);
  expect(sink.opened).toBe(2);

  const wrong = await world();
  wrong.sink.opening = () => {
    throw refused('no such table');
  };
  wrong.runner.start();
  await expect(wrong.runner.finished).rejects.toMatchObject({ code: 'SINK_REFUSED' });
  expect(wrong.runner.status).toMatchObject({ state: 'stopped', lastError: { message: 'no such table' } });
});

test('what retention removed before it was delivered is counted and logged', async () => {
  const messages: string[] = [];
  const journal = await openMemoryJournal({ maxBatchRecords: 10 });
  const { runner, sink } = await world({ journal, logger: { error: (message) => messages.push(message) } });
  await journal.cursors.save([{ name: 'sink:crm', tenant: '', position: 0, filter: {}, touched: 0 }]);
  await appendShift(journal, 20);
  await journal.prune({ maxBytes: 1 });
  const gone = journal.first;
  runner.start();
  await until(() => runner.status.position === 20);
  expect(gone).toBeGreaterThan(0);
  expect(sink.positions).toEqual(upTo(20).slice(gone));
  expect(runner.status.missed).toBe(gone);
  expect(messages).toEqual([`Sink crm missed ${gone} records, lost to retention`]);
});

test('what is erased while a delivery waits is not sent any more, nor replayed', async () => {
  const { journal, sink, runner, clock } = await world();
  sink.answer = (batch) =>
    batch.filter(({ position }) => position === 0).map(({ position }) => ({ position, reason: '' }));
  await appendShift(journal, 1);
  runner.start();
  await until(() => runner.status.deadLetters === 1);
  sink.isDown = true;
  await appendShift(journal, 4);
  await until(() => runner.status.state === 'retrying');
  await journal.erase(({ position }) => position === 0 || position === 2);
  sink.isDown = false;
  await clock.passToNext();
  await sink.holds(3);
  expect(sink.positions).toEqual([1, 3, 4]);
  expect(await runner.replay('all')).toBe(0);
  expect(runner.status.deadLetters).toBe(0);
});

test('closing ends a delivery that hangs, and the batch comes again afterwards', async () => {
  const { journal, state, sink, runner, clock } = await world();
  const hanging = Promise.withResolvers<void>();
  sink.answer = (_batch, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      hanging.resolve();
    });
  await appendShift(journal, 2);
  runner.start();
  await hanging.promise;
  const closed = runner.close();
  await clock.passToNext();
  await closed;
  await runner.finished;
  expect(runner.status.state).toBe('stopped');
  expect(sink.closed).toBe(1);
  const again = new MemorySink();
  const second = new SinkRunner({ name: 'crm', sink: again, journal, state, batch: { waitMs: 0 } });
  second.start();
  await again.holds(2);
  await second.close();
});

test('settings that make no sense are refused', async () => {
  const { journal, sink, state } = await world();
  for (const wrong of [{ name: 'a b' }, { name: '' }, { batch: { outcomes: 0 } }, { retry: { firstMs: -1 } }]) {
    expect(() => new SinkRunner({ name: 'crm', sink, journal, state, ...wrong })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  }
});

test('the history has what was taken, refused and failed in each minute, and what the receiver said, masked', async () => {
  const { journal, sink, clock, runner } = await world({ batch: { outcomes: 10, waitMs: 0 } });
  await appendShift(journal, 20);
  let failures = 0;
  sink.answer = (batch) => {
    clock.pass(40);
    const [first] = batch;
    if (first?.position !== 10) return [];
    if (failures++ < 3)
      throw unavailable('It answered 503', { answer: `no room for ${first.outcome.telephoneNumber}` });
    return [{ position: 12, reason: 'It answered 422', answer: 'the number 0201 555 0199 is blocked' }];
  };
  runner.start();
  await sink.holds(10);
  while (sink.calls.length < 4) await clock.passToNext();
  await until(() => runner.status.attempt === 3 || sink.held.size === 19);
  runner.resume();
  await sink.holds(19);
  await until(() => runner.status.refused === 1);
  const { minutes, failures: kept } = runner.history();
  const sum = (column: keyof typeof minutes.columns): number =>
    minutes.columns[column].reduce((total, value) => total + value, 0);
  expect([sum('delivered'), sum('refused'), sum('failures'), sum('deliveries')]).toEqual([19, 1, 3, 5]);
  expect([sum('latencySumMs'), Math.max(...minutes.columns.latencyMaxMs)]).toEqual([200, 40]);
  expect(Math.max(...minutes.columns.backlogMax)).toBeGreaterThanOrEqual(10);
  expect(kept).toMatchObject([
    { kind: 'refused', reason: 'It answered 422', answer: 'the number •••• ••• •199 is blocked', times: 1 },
    { kind: 'failed', reason: 'It answered 503', answer: 'no room for •••', times: 3 },
  ]);
  expect(kept[1]?.lastAt).toBeGreaterThan(kept[1]?.at ?? 0);
});

test('of failures that differ the newest twenty are kept', async () => {
  const { journal, sink, clock, runner } = await world();
  await appendShift(journal, 1);
  let attempts = 0;
  sink.answer = () => {
    throw unavailable(`attempt ${++attempts} failed`);
  };
  runner.start();
  while (sink.calls.length < 30) await clock.passToNext();
  const { failures } = runner.history();
  expect(failures).toHaveLength(20);
  expect(failures[0]?.reason).toBe(`attempt ${attempts} failed`);
});

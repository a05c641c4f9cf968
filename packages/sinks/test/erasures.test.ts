import { randomUUID } from 'node:crypto';
import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { withDamage } from '@sdmp/journal/conformance';
import { openJetStreamJournal } from '@sdmp/journal/jetstream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openMemorySinkState, SinkRunner } from '../src/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { MemorySink } from './support/memory-sink.ts';
import { hasNatsServer, NatsServer } from './support/nats-server.ts';
import { appendShift } from './support/records.ts';

async function until(isSo: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 30_000, interval: 1 });
}

function runnerOver(journal: Journal) {
  const sink = new MemorySink();
  const clock = new FakeClock();
  const state = openMemorySinkState({ maxDeadLetters: 10 });
  const runner = new SinkRunner({ name: 'crm', sink, journal, state, clock, random: () => 0.5, batch: { waitMs: 0 } });
  onTestFinished(async () => {
    await runner.close();
    state.close();
    await journal.close();
  });
  return { sink, clock, runner };
}

test('a replay between an erasure and the next attempt does not let erased outcomes out', async () => {
  const journal = await openMemoryJournal();
  const { sink, clock, runner } = runnerOver(journal);
  sink.isDown = true;
  await appendShift(journal, 4);
  runner.start();
  await until(() => runner.status.state === 'retrying');
  await journal.erase(({ position }) => position === 2);
  expect(await runner.replay('all')).toBe(0);
  sink.isDown = false;
  await clock.passToNext();
  await sink.holds(3);
  expect(sink.positions).toEqual([0, 1, 3]);
  expect(runner.status.missed).toBe(0);
});

test('what retention took from a delivery that was to be read anew is counted as missed', async () => {
  const journal = await openMemoryJournal();
  const { sink, clock, runner } = runnerOver(journal);
  sink.isDown = true;
  await appendShift(journal, 4);
  await appendShift(journal, 2, 2);
  runner.start();
  await until(() => runner.status.state === 'retrying');
  await journal.erase(({ position }) => position === 2);
  await journal.prune({ maxBytes: 0 });
  sink.isDown = false;
  await clock.passToNext();
  await until(() => runner.status.position === 6);
  expect(sink.positions).toEqual([]);
  expect(runner.status.missed).toBe(6);
});

test('damaged outcomes are counted as missed, and the rest is delivered', async () => {
  const journal = await openMemoryJournal();
  for (let number = 0; number < 6; number++) await appendShift(journal, 1);
  const { sink, runner } = runnerOver(withDamage(journal, { first: 2, next: 4 }));
  runner.start();
  await sink.holds(4);
  expect(sink.positions).toEqual([0, 1, 4, 5]);
  await until(() => runner.status.missed === 2);
});

describe.skipIf(!hasNatsServer)('on a journal that two processes share', () => {
  test('what another process erases while a delivery waits is not sent any more', async () => {
    const server = await NatsServer.start();
    onTestFinished(() => server.stop());
    const stream = `journal_${randomUUID()}`;
    const open = (): Promise<Journal> => openJetStreamJournal({ servers: [server.address], stream });
    const [journal, other] = [await open(), await open()];
    onTestFinished(() => other.close());
    const { sink, clock, runner } = runnerOver(journal);
    sink.isDown = true;
    await appendShift(journal, 4);
    runner.start();
    await until(() => runner.status.state === 'retrying');
    const noticed = new Promise<void>((resolve) => journal.onErased(() => resolve()));
    await other.erase(({ position }) => position === 2);
    await noticed;
    sink.isDown = false;
    await clock.passToNext();
    await sink.holds(3);
    expect(sink.positions).toEqual([0, 1, 3]);
  });
});

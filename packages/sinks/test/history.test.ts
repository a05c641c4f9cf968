import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventLog } from '@sdmp/events';
import { type Journal, journalEvents, openSqliteJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { openSinkState, SinkRunner, type SinkState } from '../src/index.ts';
import { MemorySink } from './support/memory-sink.ts';
import { appendShift } from './support/records.ts';
import { testDirectory } from './support/test-directory.ts';

/** A journal whose files can be set back in place, as a virtual machine's disk is: nothing in them shows it. */
class SetBackJournal {
  readonly directory = testDirectory();
  readonly lines: string[] = [];
  readonly #file = join(this.directory, 'journal.db');
  #copy = Buffer.alloc(0);

  async open(): Promise<Journal> {
    const events = new EventLog(journalEvents, { logger: { error: (line) => void this.lines.push(line) } });
    const journal = await openSqliteJournal({ directory: this.directory, events });
    onTestFinished(() => journal.close());
    return journal;
  }

  save(): void {
    this.#copy = readFileSync(this.#file);
  }

  setBack(): void {
    truncateSync(this.#file);
    writeFileSync(this.#file, this.#copy, { flag: 'r+' });
  }
}

async function run(journal: Journal, state: SinkState, sink: MemorySink, name = 'crm'): Promise<SinkRunner> {
  const runner = new SinkRunner({ name, sink, journal, state, batch: { waitMs: 0 } });
  onTestFinished(() => runner.close());
  runner.start();
  // The end moves when the runner notices a restore.
  await expect.poll(() => runner.status.position === journal.end).toBe(true);
  return runner;
}

function stateIn(directory: string): SinkState {
  const state = openSinkState(directory);
  onTestFinished(() => state.close());
  return state;
}

test(
  verifies('PS-11') + 'a journal whose disk was set back is found by the state of a sink, and everybody is told once',
  async () => {
    const files = new SetBackJournal();
    const state = stateIn(testDirectory());
    const sink = new MemorySink();
    const first = await files.open();
    await appendShift(first, 20);
    await (await run(first, state, sink)).close();
    await first.close();
    files.save();
    const second = await files.open();
    await appendShift(second, 30, 2);
    await Promise.all(['crm', 'other'].map(async (name) => (await run(second, state, sink, name)).close()));
    await second.close();
    expect(files.lines).toEqual([]);
    files.setBack();

    const third = await files.open();
    expect([third.end, third.history.losses]).toEqual([20, []]);
    const runners = await Promise.all(['crm', 'other'].map((name) => run(third, state, sink, name)));
    expect(third.history.losses).toHaveLength(1);
    expect(files.lines).toEqual([
      expect.stringMatching(
        /^The journal has gone back to position 20, as the state of sink \w+, which has seen position 50, /,
      ),
    ]);
    await appendShift(third, 40, 3);
    await expect.poll(() => runners.every(({ status }) => status.position === third.end)).toBe(true);
    expect([...sink.held.values()]).toHaveLength(20 + 30 + 40);
    for (const runner of runners) await runner.close();
    await third.close();

    const fourth = await files.open();
    for (const name of ['crm', 'other']) await run(fourth, state, sink, name);
    expect(fourth.history.losses).toHaveLength(1);
  },
);

test('a restore that is known already is not told again because of a sink', async () => {
  const files = new SetBackJournal();
  const state = stateIn(testDirectory());
  const journal = await files.open();
  await appendShift(journal, 20);
  await (await run(journal, state, new MemorySink())).close();
  await journal.close();
  files.save();
  const lost = await files.open();
  await appendShift(lost, 10);
  await (await run(lost, state, new MemorySink())).close();
  await lost.close();
  files.setBack();
  const restored = await files.open();
  await restored.history.markRestored({ since: 20 });
  await restored.close();
  const again = await files.open();
  await run(again, state, new MemorySink());
  expect(again.history.losses).toEqual([{ at: 20, since: 20, atLeast: 0 }]);
});

test('a sink whose state is of another journal, or is none, says nothing', async () => {
  const state = stateIn(testDirectory());
  const journal = await new SetBackJournal().open();
  await appendShift(journal, 5);
  state.setSeenHistory('crm', { journal: 'another-one', position: 1000, restores: [] });
  await (await run(journal, state, new MemorySink())).close();
  expect(journal.history.losses).toEqual([]);
  expect(state.seenHistory('crm')).toEqual({ journal: journal.history.nameAt(4), position: 5, restores: [] });
});

test('a dead letter of an outcome that a restore took is gone, and the outcome at its position is not sent for it', async () => {
  const files = new SetBackJournal();
  const state = stateIn(testDirectory());
  const first = await files.open();
  await appendShift(first, 20);
  await (await run(first, state, new MemorySink())).close();
  await first.close();
  files.save();
  const lost = await files.open();
  await appendShift(lost, 10);
  const refusing = new MemorySink();
  refusing.answer = (batch) => batch.map(({ position }) => ({ position, reason: 'no' }));
  const dead = await run(lost, state, refusing);
  expect(dead.deadLetters()).toHaveLength(10);
  await dead.close();
  await lost.close();
  files.setBack();

  const restored = await files.open();
  await appendShift(restored, 12, 9);
  const sink = new MemorySink();
  const runner = await run(restored, state, sink);
  const delivered = sink.held.size;
  expect(await runner.replay('all')).toBe(0);
  expect(sink.held.size).toBe(delivered);
  expect(runner.deadLetters()).toEqual([]);
  expect(runner.status.events.find(({ event }) => event === 'lettersGone')).toMatchObject({ count: 10 });
});

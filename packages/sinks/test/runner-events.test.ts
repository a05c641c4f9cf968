import { openMemoryJournal } from '@sdmp/journal';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemorySinkState, type Sink, SinkRunner, unavailable } from '../src/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { appendShift } from './support/records.ts';

/** A runner with this sink over 20 outcomes, and the lines of its log. */
async function running(sink: Sink, maxDeadLetters = 100) {
  const journal = await openMemoryJournal();
  const state = openMemorySinkState({ maxDeadLetters });
  const clock = new FakeClock();
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const logger = { warn: log, error: log };
  const runner = new SinkRunner({ name: 'crm', sink, journal, state, clock, logger, batch: { waitMs: 0 } });
  onTestFinished(async () => {
    await runner.close();
    state.close();
    await journal.close();
  });
  await appendShift(journal, 20);
  runner.start();
  const count = (event: string): number => runner.status.events.find((record) => record.event === event)?.count ?? 0;
  const happens = (event: string, times: number): Promise<void> =>
    vi.waitFor(() => expect(count(event)).toBeGreaterThanOrEqual(times), { timeout: 20_000, interval: 1 });
  return { runner, clock, lines, happens };
}

const taking: Sink = {
  kind: 'test',
  open: async () => undefined,
  deliver: async () => [],
  close: async () => undefined,
};

test('every attempt that fails counts, and leaves few lines however many there are', async () => {
  const deliver = async (): Promise<never> => {
    throw unavailable('the receiver is away');
  };
  const { clock, happens, lines, runner } = await running({ ...taking, deliver });
  for (let attempt = 1; attempt <= 30; attempt++) {
    await happens('deliveriesFailed', attempt);
    await clock.passToNext();
  }
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^Sink crm failed: the receiver is away; failure 1 in a row, tried again in \d+ ms$/);
  expect(runner.status.events[0]).toMatchObject({ event: 'deliveriesFailed', level: 'warn' });
});

test('what a sink notices without failing is told', async () => {
  const open: Sink['open'] = async (_, notice) => notice?.('the receiver answers oddly');
  const { happens, lines } = await running({ ...taking, open });
  await happens('notices', 1);
  expect(lines).toEqual(['Sink crm: the receiver answers oddly']);
});

test('refused outcomes count one by one, and the pause at their limit is told', async () => {
  const deliver: Sink['deliver'] = async (batch) => batch.map(({ position }) => ({ position, reason: 'not wanted' }));
  const { happens, lines } = await running({ ...taking, preferredOutcomes: 5, deliver }, 10);
  await happens('pauses', 1);
  await happens('refused', 10);
  expect(lines.at(-1)).toMatch(/^Sink crm is paused: it has 10 dead letters and the limit is 10/);
});

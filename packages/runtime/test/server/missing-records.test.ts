import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { withDamage } from '@sdmp/journal/conformance';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { numbered, recordOf, runService } from './support/running-service.ts';

const request = String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKon`;
const accepted = String.raw`MV\TKon`;
const newToken = String.raw`WP\PSapp`;

function outcomes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `OZ\\TXfeed${numbered(from + index)}`);
}

/** Resolves when this number of batches has been stored by campaign: then a reader of one campaign reads no other. */
async function whenStoredByCampaign(batches: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let steps = 0;
  const count = (): void => {
    if (++steps === batches) resolve();
  };
  subscribe('sdmp:journal:compact', count);
  onTestFinished(() => void unsubscribe('sdmp:journal:compact', count));
  await promise;
}

test(`${verifies('PS-6')}damage before a parked position is told by WP, counted by itself and logged, and delivery continues behind it`, async () => {
  const whole = await openMemoryJournal();
  onTestFinished(() => whole.close());
  await using running = await runService({ journal: withDamage(whole, { first: 3, next: 7 }) });
  const first = await running.connect();
  first.send(request);
  expect(await first.take(2)).toEqual([accepted, newToken]);
  await first.end();
  for (let number = 0; number < 10; number++) await whole.append([recordOf(`OZ${numbered(number)}`)]);
  const second = await running.connect();
  second.send(request);
  expect(await second.take(8)).toEqual([accepted, ...outcomes(0, 2), newToken, ...outcomes(7, 9)]);
  expect(running.service.status().counters).toMatchObject({
    gaps: 1,
    outcomesLostToDamage: 4,
    outcomesLostToRetention: 0,
  });
  expect(running.warnings.join('\n')).toMatch(/Damage took 4 recorded outcomes that transaction feed had not reached/);
});

test('what is erased while a slow subscriber has its batch under way is not delivered', async () => {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  await using running = await runService({ journal });
  const first = await running.connect();
  first.send(request);
  await first.take(2);
  await first.end();
  await running.recordNumbered(1, 200);
  const slow = await running.connect();
  // The burst of a tenth of a second, then one after the other.
  slow.send(String.raw`EO\TXfeed\PSapp\CS20\FO\SO\TKon`);
  expect(await slow.take(3)).toEqual([accepted, ...outcomes(1, 2)]);
  const { records } = await journal.erase(({ position }) => position >= 99 && position < 150);
  expect(records).toBe(51);
  slow.send(String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKfast`);
  const rest: string[] = [];
  while (rest.at(-1) !== outcomes(200, 200)[0]) rest.push(await slow.next());
  const delivered = rest.filter((frame) => frame.startsWith('OZ'));
  expect(delivered).toEqual([...outcomes(3, 99), ...outcomes(151, 200)]);
});

test(`${verifies('PS-4')}the filters of a new request hold from the position on, also within a batch of many campaigns`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-runtime-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const journal = await openSqliteJournal({ directory, compactAfter: 4, cacheBytes: 0 });
  onTestFinished(() => journal.close());
  await using running = await runService({ journal });
  const first = await running.connect();
  first.send(String.raw`EO\TXfeed\PSapp\CNC1\CS1000000\FO\SO\TKon`);
  await first.take(2);
  await first.end();
  const frames = Array.from({ length: 9000 }, (_, number) => `OZ\\CNC${number % 300}\\SI${number}\\RE10`);
  const stored = whenStoredByCampaign(2);
  await journal.append(frames.map(recordOf));
  await stored;
  const second = await running.connect();
  second.send(String.raw`EO\TXfeed\PSapp\CNC1\CS20\FO\SO\TKon`);
  expect(await second.take(2)).toEqual([accepted, String.raw`OZ\TXfeed\CNC1\SI1\RE10`]);
  second.send(String.raw`EO\TXfeed\PSapp\CNC2\CS1000000\FO\SO\TKother`);
  let frame = await second.next();
  let before = 1;
  for (; !frame.startsWith('MV'); frame = await second.next()) before = Number(/\\SI(\d+)/.exec(frame)?.[1]);
  const expected = Array.from({ length: 30 }, (_, index) => index * 300 + 2).filter((number) => number > before);
  expect(await second.take(expected.length)).toEqual(expected.map((number) => `OZ\\TXfeed\\CNC2\\SI${number}\\RE10`));
});

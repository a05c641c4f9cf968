import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { withDamage, withRead } from '@sdmp/journal/conformance';
import { expect, onTestFinished, test } from 'vitest';
import { createBridgeEvents } from '../log/bridge-events.ts';
import { RedundantPairs } from './redundant-pairs.ts';
import type { PairedUpstream } from './redundant-pairs.ts';

const upstream: PairedUpstream = {
  name: 'one',
  pair: 'both',
  members: ['one', 'other'],
  host: 'localhost',
  port: 6502,
  encoding: 'windows-1252',
  persistToken: 'token',
  success: true,
  failure: true,
  heartbeat: 5000,
  rate: undefined,
};

function recorded(number: number) {
  return { time: number, tenant: 't', campaign: 'c', source: 'one', classes: 1, body: `\\SI${number}` };
}

async function journalOf(count: number): Promise<Journal> {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  for (let number = 0; number < count; number++) await journal.append([recorded(number)]);
  return journal;
}

function watchedLog() {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  return { warnings, events: createBridgeEvents({ warn }) };
}

test('a pair starts over a damaged stretch, says how much it does not know, and knows the rest', async () => {
  const { warnings, events } = watchedLog();
  const journal = withDamage(await journalOf(30), { first: 10, next: 20 });
  const pair = await new RedundantPairs(journal, events).of(upstream);
  expect(pair?.admit('other', [5, 15, 25].map(recorded))).toEqual([recorded(15)]);
  expect(warnings).toEqual([
    'Pair both: 10 recorded outcomes cannot be read; what comes again of that is recorded again',
  ]);
});

test('a pair that could not be loaded is loaded when it is asked for again', async () => {
  const { warnings, events } = watchedLog();
  const whole = await journalOf(3);
  let isBroken = true;
  const pairs = new RedundantPairs(
    withRead(whole, (from, filter) => (isBroken ? Promise.reject(new Error('no disk')) : whole.read(from, filter))),
    events,
  );
  await expect(pairs.of(upstream)).rejects.toThrow('no disk');
  isBroken = false;
  const pair = await pairs.of(upstream);
  expect(pair?.admit('other', [2, 3].map(recorded))).toEqual([recorded(3)]);
  expect(await pairs.of(upstream)).toBe(pair);
  expect(warnings).toEqual([]);
});

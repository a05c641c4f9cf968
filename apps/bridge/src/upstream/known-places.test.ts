import { decode } from '@sdmp/codec';
import { openMemoryJournal } from '@sdmp/journal';
import { Outcome } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { KnownPlaces, maxKnownBranches } from './known-places.ts';

function outcome(id?: string): Outcome {
  return new Outcome(decode('OZ\\RE10'), { time: 0, ...(id === undefined ? {} : { id }) });
}

test(`${verifies('PS-2')}what was recorded is left out after a restart`, async () => {
  const journal = await openMemoryJournal();
  const before = await KnownPlaces.load(journal, 'north', 'bridge');
  const { fresh, cursors } = before.admit([outcome('j-4'), outcome('j-5')]);
  expect(fresh).toHaveLength(2);
  await journal.append([], { cursors });
  const after = await KnownPlaces.load(journal, 'north', 'bridge');
  expect(after.admit([outcome('j-4'), outcome('j-5'), outcome('j-6')]).fresh.map(({ id }) => id)).toEqual(['j-6']);
});

test('what was not recorded is admitted again', () => {
  const places = new KnownPlaces('north', 'bridge', []);
  places.admit([outcome('j-1')]);
  expect(places.admit([outcome('j-1')]).fresh).toHaveLength(1);
});

test('what is recorded in the same run is left out', () => {
  const places = new KnownPlaces('north', 'bridge', []);
  places.recorded(places.admit([outcome('j-1')]).cursors);
  expect(places.admit([outcome('j-1')]).fresh).toHaveLength(0);
});

test('journals, tokens and upstreams are told apart', () => {
  const { cursors } = new KnownPlaces('north', 'bridge', []).admit([outcome('j-9')]);
  expect(new KnownPlaces('north', 'bridge', cursors).admit([outcome('other-1')]).fresh).toHaveLength(1);
  expect(new KnownPlaces('north', 'second', cursors).admit([outcome('j-1')]).fresh).toHaveLength(1);
  expect(new KnownPlaces('south', 'bridge', cursors).admit([outcome('j-1')]).fresh).toHaveLength(1);
  expect(new KnownPlaces('north', 'bridge', cursors).admit([outcome('j-1')]).fresh).toHaveLength(0);
});

test('outcomes without a place cannot be told apart', () => {
  const places = new KnownPlaces('north', 'bridge', []);
  expect(places.admit([outcome(), outcome()])).toMatchObject({ fresh: [{}, {}], cursors: [] });
});

test('an upstream that starts again and again leaves no more positions behind than the limit, the newest ones', async () => {
  const journal = await openMemoryJournal();
  const count = maxKnownBranches + 10;
  let now = 0;
  const places = new KnownPlaces('north', 'bridge', [], () => now);
  for (; now < count; now++) {
    const { cursors } = places.admit([outcome(`j-branch${now}-7`)]);
    await journal.append([], { cursors });
    places.recorded(cursors);
  }
  const after = await KnownPlaces.load(journal, 'north', 'bridge');
  expect(await journal.cursors.load()).toHaveLength(maxKnownBranches);
  expect(after.admit([outcome(`j-branch${count - 1}-7`)]).fresh).toHaveLength(0);
  expect(places.admit([outcome(`j-branch${count - maxKnownBranches}-7`)]).fresh).toHaveLength(0);
});

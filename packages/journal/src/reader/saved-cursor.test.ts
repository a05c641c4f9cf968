import { expect, onTestFinished, test } from 'vitest';
import { cursor } from '../conformance/records.ts';
import type { Cursor, CursorStore } from '../journal.ts';
import { openMemoryJournal } from '../memory/memory-journal.ts';
import { CursorSaver } from './saved-cursor.ts';

/** A journal that says what is saved together, and fails as told. */
async function watched(failures: Error[] = []) {
  const journal = await openMemoryJournal();
  onTestFinished(() => journal.close());
  const saves: string[][] = [];
  const save = async (cursors: readonly Cursor[]): Promise<void> => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    saves.push(cursors.map(({ name, position: at }) => `${name} ${at}`));
    await journal.cursors.save(cursors);
  };
  const cursors: CursorStore = {
    load: () => journal.cursors.load(),
    each: (visit) => journal.cursors.each(visit),
    remove: (keys) => journal.cursors.remove(keys),
    save,
  };
  return { saves, journal: { cursors } };
}

function position(name: string) {
  const moving = { at: 0, cursor: (): Cursor | undefined => cursor(name, moving.at) };
  return moving;
}

test('positions that move together are saved together, each as it is at that moment', async () => {
  const { saves, journal } = await watched();
  const saver = new CursorSaver({ journal, intervalMs: 60_000 });
  const [one, other] = [position('one'), position('other')];
  saver.mark(one);
  saver.mark(other);
  saver.mark(one);
  one.at = 7;
  expect(await saver.flush()).toBe(true);
  expect(await saver.flush()).toBe(true);
  expect(saves).toEqual([['one 7', 'other 0']]);
  await saver.close();
});

test('a position that is gone is not saved', async () => {
  const { saves, journal } = await watched();
  const saver = new CursorSaver({ journal, intervalMs: 60_000 });
  saver.mark({ cursor: () => undefined });
  expect(await saver.flush()).toBe(true);
  expect(saves).toEqual([]);
  await saver.close();
});

test('what could not be saved is saved later with its latest position, and both are said once', async () => {
  const full = new Error('no room');
  const { saves, journal } = await watched([full, full]);
  const said: unknown[] = [];
  const saver = new CursorSaver({
    journal,
    intervalMs: 60_000,
    onTrouble: (cause, failures) => said.push([cause, failures]),
    onRecovered: () => said.push('recovered'),
  });
  const one = position('one');
  saver.mark(one);
  expect([await saver.flush(), await saver.flush()]).toEqual([false, false]);
  one.at = 9;
  expect(await saver.flush()).toBe(true);
  expect(saves).toEqual([['one 9']]);
  expect(said).toEqual([[full, 1], [full, 2], 'recovered']);
  await saver.close();
});

test('without an interval a position is saved by itself, and very many in several transactions', async () => {
  const { saves, journal } = await watched();
  const done = Promise.withResolvers<void>();
  const saver = new CursorSaver({ journal });
  for (let number = 0; number < 2500; number++) saver.mark(position(`${number}`));
  const last = position('last');
  saver.mark({
    cursor: () => {
      setImmediate(done.resolve);
      return last.cursor();
    },
  });
  await done.promise;
  await saver.close();
  expect(saves.map(({ length }) => length)).toEqual([1000, 1000, 501]);
});

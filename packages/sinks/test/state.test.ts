import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openSinkState } from '../src/index.ts';
import { testDirectory } from './support/test-directory.ts';

const letter = (position: number, sink = 'crm') => ({
  sink,
  journal: 'a-b',
  position,
  reason: 'no',
  cause: 'no',
  attempts: 1,
  at: 5,
});

test('pauses and dead letters outlive the process', () => {
  const directory = join(testDirectory(), 'state');
  const state = openSinkState(directory);
  state.setPaused('crm', 'dead-letter-limit');
  expect(state.addDeadLetters([letter(2 ** 50), letter(1), letter(7, 'other')])).toBe(true);
  state.close();
  state.close();
  expect(statSync(directory).mode & 0o077).toBe(0);
  const again = openSinkState(directory);
  expect(again.pausedBecause('crm')).toBe('dead-letter-limit');
  expect(again.pausedBecause('other')).toBeUndefined();
  expect(again.deadLetters('crm')).toEqual([letter(1), letter(2 ** 50)]);
  expect(again.countDeadLetters('crm')).toBe(2);
  expect(again.deadLetter('crm', 1)).toEqual(letter(1));
  expect(again.deadLetter('crm', 2)).toBeUndefined();
  again.setPaused('crm', undefined);
  expect(again.pausedBecause('crm')).toBeUndefined();
  expect(again.removeDeadLetters('crm', [1, 3])).toBe(1);
  expect(again.removeDeadLetters('crm', 'all')).toBe(1);
  expect(again.countDeadLetters('crm')).toBe(0);
  expect(again.countDeadLetters('other')).toBe(1);
  again.close();
});

test('dead letters past the limit are not taken, all or none; a letter that is there counts no second time', () => {
  const state = openSinkState(testDirectory(), { maxDeadLetters: 3 });
  expect(state.addDeadLetters([letter(1), letter(2)])).toBe(true);
  expect(state.addDeadLetters([letter(3), letter(4)])).toBe(false);
  expect(state.countDeadLetters('crm')).toBe(2);
  expect(state.addDeadLetters([letter(2), letter(3)])).toBe(true);
  expect(state.deadLetters('crm').map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
  expect(state.deadLetters('crm', { from: 2, limit: 1 })).toEqual([{ ...letter(2), attempts: 2 }]);
  state.close();
});

test('letters are counted, listed and removed by their cause', () => {
  const state = openSinkState(testDirectory());
  const blocked = (position: number, at: number) => ({ ...letter(position), cause: 'blocked', answer: 'it is', at });
  state.addDeadLetters([letter(1), blocked(2, 9), blocked(3, 7), { ...blocked(4, 7), sink: 'other' }]);
  expect(state.deadLetterGroups('crm')).toEqual([
    { cause: 'blocked', letters: 2, oldestAt: 7, newestAt: 9 },
    { cause: 'no', letters: 1, oldestAt: 5, newestAt: 5 },
  ]);
  expect(state.deadLetters('crm', { cause: 'blocked', from: 3 })).toEqual([blocked(3, 7)]);
  expect(state.removeDeadLetters('crm', { cause: 'blocked' })).toBe(2);
  expect(state.removeDeadLetters('crm', { cause: 'blocked' })).toBe(0);
  expect([state.countDeadLetters('crm'), state.countDeadLetters('other')]).toEqual([1, 1]);
  expect(state.deadLetterGroups('crm')).toMatchObject([{ cause: 'no', letters: 1 }]);
  state.close();
});

test('a file that is none, a newer one and a closed one are named', () => {
  const directory = testDirectory();
  writeFileSync(join(directory, 'sinks.sqlite'), 'not a database, and long enough to be looked at');
  expect(() => openSinkState(directory)).toThrow(expect.objectContaining({ code: 'SINK_STATE' }));
  const other = testDirectory();
  openSinkState(other).close();
  const database = new DatabaseSync(join(other, 'sinks.sqlite'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(() => openSinkState(other)).toThrow(/newer version \(99\)/);
  const closed = openSinkState(testDirectory());
  closed.close();
  expect(() => closed.setPaused('crm', 'requested')).toThrow(expect.objectContaining({ code: 'CLOSED' }));
});

test('a state of the first version keeps its letters, which name no branch; a letter of another branch takes the place of one', () => {
  const directory = testDirectory();
  const database = new DatabaseSync(join(directory, 'sinks.sqlite'));
  database.exec(`
    CREATE TABLE pause (sink TEXT PRIMARY KEY, because TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE dead_letter (sink TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
      attempts INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (sink, position)) STRICT, WITHOUT ROWID;
    INSERT INTO dead_letter VALUES ('crm', 7, 'no', 3, 5);
    PRAGMA user_version = 1`);
  database.close();
  const state = openSinkState(directory);
  expect(state.deadLetters('crm')).toEqual([{ ...letter(7), journal: '', attempts: 3 }]);
  expect(state.addDeadLetters([letter(7)])).toBe(true);
  expect(state.deadLetters('crm')).toEqual([letter(7)]);
  const seen = { journal: 'a-b', position: 8, restores: ['a-b.3'] };
  state.setSeenHistory('crm', seen);
  state.close();
  const again = openSinkState(directory);
  expect(again.seenHistory('crm')).toEqual(seen);
  expect(again.seenHistory('other')).toBeUndefined();
  again.close();
});

test('a state of the second version keeps its letters, pauses and what it has seen; letters are grouped by their reason', () => {
  const directory = testDirectory();
  const database = new DatabaseSync(join(directory, 'sinks.sqlite'));
  const seen = { journal: 'a-b', position: 8, restores: ['a-b.3'] };
  database.exec(`
    CREATE TABLE pause (sink TEXT PRIMARY KEY, because TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE dead_letter (sink TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
      attempts INTEGER NOT NULL, at REAL NOT NULL, journal TEXT NOT NULL DEFAULT '', PRIMARY KEY (sink, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE seen (sink TEXT PRIMARY KEY, history TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO pause VALUES ('crm', 'dead-letter-limit');
    INSERT INTO dead_letter VALUES ('crm', 7, 'answered 422', 3, 5, 'a-b'), ('crm', 8, 'answered 422', 1, 6, 'a-b');
    INSERT INTO seen VALUES ('crm', '${JSON.stringify(seen)}');
    PRAGMA user_version = 2`);
  database.close();
  for (const round of ['migrated', 'opened again']) {
    const state = openSinkState(directory);
    const [first, second] = state.deadLetters('crm');
    expect(first, round).toEqual({ ...letter(7), reason: 'answered 422', cause: 'answered 422', attempts: 3 });
    expect(second, round).not.toHaveProperty('answer');
    expect(state.deadLetterGroups('crm'), round).toEqual([
      { cause: 'answered 422', letters: 2, oldestAt: 5, newestAt: 6 },
    ]);
    expect(state.pausedBecause('crm'), round).toBe('dead-letter-limit');
    expect(state.seenHistory('crm'), round).toEqual(seen);
    state.close();
  }
  const state = openSinkState(directory);
  expect(state.addDeadLetters([{ ...letter(9), answer: 'it is blocked' }])).toBe(true);
  expect(state.deadLetters('crm', { from: 9 })).toEqual([{ ...letter(9), answer: 'it is blocked' }]);
  expect(state.removeDeadLetters('crm', { cause: 'answered 422' })).toBe(2);
  state.close();
});

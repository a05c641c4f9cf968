import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { createBridgeEvents } from '../log/bridge-events.ts';
import type { Change, IncidentQuery } from './incident.ts';
import { IncidentLog } from './incident-log.ts';
import { openIncidentFile } from './open-incident-file.ts';

const minute = 60_000;
const limits = { retainAge: 24 * 60 * minute, retainCount: 100, joinWithin: 5 * minute };

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-incidents-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

interface TestClock {
  at: number;
  /** Default true. */
  isBelieved?: boolean;
  /** How far the wall clock was set ahead, milliseconds. */
  wasSetBy?: number;
}

/** A log on a clock that the test moves. */
function openLog(
  directory = folder(),
  clock: TestClock = { at: Date.UTC(2026, 10, 28, 20) },
  more: Partial<typeof limits> = {},
) {
  const events = createBridgeEvents({});
  const file = openIncidentFile(directory, events, clock.at);
  onTestFinished(() => file.close());
  const log = new IncidentLog({
    file,
    limits: { ...limits, ...more },
    events,
    version: '1',
    isClockBelieved: () => clock.isBelieved !== false,
    now: () => clock.at,
    monotonic: () => clock.at - (clock.wasSetBy ?? 0),
  });
  const entries = (query: Partial<IncidentQuery> = {}) => log.find({ limit: 1000, ...query });
  const reported = () => events.records().map(({ event, count }) => ({ event, count }));
  const lines = () => events.records().map(({ line }) => line);
  return { log, file, clock, directory, entries, reported, lines };
}

const away: Omit<Change, 'at'> = {
  part: 'upstream',
  name: 'north',
  before: 'live',
  after: 'away',
  level: 'bad',
  reason: 'reset by the peer',
};

test(`${verifies('INC-2')}a link that flaps all night has one entry, with how often it was away and how long in all`, () => {
  const { log, clock, entries } = openLog();
  const begun = clock.at;
  for (let time = 0; time < 500; time++) {
    log.change('upstream north', { ...away, at: clock.at });
    clock.at += 1000;
    log.end('upstream north', clock.at);
    clock.at += 2000;
    log.flush();
  }
  expect(entries({ part: 'upstream' })).toEqual([
    {
      ...away,
      id: 2,
      at: begun,
      times: 500,
      lastAt: clock.at - 3000,
      endedAt: clock.at - 2000,
      lastedMs: 500_000,
    },
  ]);
  clock.at += 6 * minute;
  log.flush();
  log.change('upstream north', { ...away, at: clock.at });
  expect(entries({ part: 'upstream' }).map(({ times }) => times)).toEqual([1, 500]);
});

test(`${verifies('INC-1')}a log that was killed ends what lasted with the last sign of life, and says that it was killed`, () => {
  const { log, clock, directory, file } = openLog();
  log.change('upstream north', { ...away, at: clock.at });
  clock.at += minute;
  log.flush();
  // As the system does for a process that was killed.
  file.close();
  const lastSign = clock.at;
  clock.at += 30 * minute;
  const { log: next, entries } = openLog(directory, clock);
  expect(
    entries().map(({ part, before, after, at, endedAt, lastedMs }) => [part, before, after, at, endedAt, lastedMs]),
  ).toEqual([
    ['bridge', 'killed', 'running', clock.at, undefined, 0],
    ['bridge', 'running', 'killed', lastSign, clock.at, 30 * minute],
    ['upstream', 'live', 'away', lastSign - minute, lastSign, minute],
    ['bridge', undefined, 'running', lastSign - minute, lastSign, minute],
  ]);
  clock.at += minute;
  next.close('It was asked to stop', 'warn');
  clock.at += 5 * minute;
  const [running, stopped] = openLog(directory, clock).entries();
  expect([running?.before, stopped?.after, stopped?.reason, stopped?.lastedMs]).toEqual([
    'stopped',
    'stopped',
    'It was asked to stop',
    5 * minute,
  ]);
});

test(`${verifies('INC-2')}a bridge that is killed and started again and again is counted in two entries`, () => {
  const { clock, directory, file } = openLog();
  file.close();
  for (let round = 0; round < 20; round++) {
    clock.at += 5000;
    openLog(directory, clock).file.close();
  }
  expect(
    openLog(directory, clock)
      .entries()
      .map(({ after, times }) => [after, times]),
  ).toEqual([
    ['running', 21],
    ['killed', 21],
    ['running', 1],
  ]);
});

test(`${verifies('INC-2')}the oldest entries go at the limit of their number, and what was over for too long at that of age`, () => {
  const { log, clock, entries, reported } = openLog(folder(), undefined, { retainCount: 50, joinWithin: 1 });
  for (let sink = 0; sink < 200; sink++) {
    log.spell(`sink ${sink}`, { ...away, part: 'sink', name: String(sink), at: clock.at }, clock.at + 10);
    clock.at += 1000;
    log.flush();
  }
  expect(entries().at(0)?.name).toBe('199');
  expect(entries().length).toBeLessThanOrEqual(50 + 100);
  expect(reported()).toEqual([{ event: 'incidentsRemoved', count: 201 - entries().length }]);
  clock.at += limits.retainAge + 60 * minute;
  log.flush();
  expect(entries()).toEqual([]);
});

test('entries are chosen by the time in which they lasted, by part and name, a page at a time', () => {
  const { log, clock, entries } = openLog();
  const start = clock.at;
  for (let sink = 0; sink < 5; sink++) {
    const at = start + sink * minute;
    log.spell(`sink ${sink}`, { ...away, part: 'sink', name: `s${sink}`, at }, at + 30_000);
  }
  const names = (query: Partial<IncidentQuery>) => entries({ part: 'sink', ...query }).map(({ name }) => name);
  expect(names({ from: start + minute + 20_000, to: start + 3 * minute })).toEqual(['s2', 's1']);
  log.flush();
  expect(names({ from: start + minute + 20_000, to: start + 3 * minute })).toEqual(['s2', 's1']);
  expect(names({ name: 's4' })).toEqual(['s4']);
  const [first, second] = entries({ part: 'sink', limit: 2 });
  expect([first?.name, second?.name, ...names({ cursor: second?.id })]).toEqual(['s4', 's3', 's2', 's1', 's0']);
});

test(`${verifies('INC-2')}what cannot be written waits, is listed all the same, and is written when it can be; too much is dropped aloud`, () => {
  const { log, clock, entries, reported, directory } = openLog();
  const other = new DatabaseSync(join(directory, 'incidents.sqlite'));
  other.exec('BEGIN EXCLUSIVE');
  log.change('upstream north', { ...away, at: clock.at });
  log.flush();
  expect(entries({ part: 'upstream' })).toHaveLength(1);
  for (let sink = 0; sink < 1005; sink++)
    log.change(`sink ${sink}`, { ...away, part: 'sink', name: String(sink), at: clock.at });
  expect(reported()).toEqual([
    { event: 'incidentsDropped', count: 6 },
    { event: 'incidentWritesFailed', count: 1 },
  ]);
  other.exec('ROLLBACK');
  other.close();
  log.flush();
  log.close('It was asked to stop', 'warn');
  expect(openLog(directory, clock).entries({ part: 'sink', limit: 2000 })).toHaveLength(1005);
});

test(`${verifies('INC-2')}a damaged file is set aside, and a folder that cannot be used leaves the log in memory: both are told`, () => {
  const directory = folder();
  const path = join(directory, 'incidents.sqlite');
  writeFileSync(path, 'not a database, and long enough to be looked at by those who read the header');
  const { log, entries, reported, clock } = openLog(directory);
  expect(reported()).toEqual([{ event: 'incidentFilesSetAside', count: 1 }]);
  expect(readdirSync(directory)).toContain(`incidents.sqlite.unusable-${clock.at}`);
  expect(statSync(path).mode & 0o077).toBe(0);
  log.change('upstream north', { ...away, at: clock.at });
  expect(entries({ part: 'upstream' })).toHaveLength(1);
  const blocked = join(folder(), 'file');
  writeFileSync(blocked, '');
  const memory = openLog(blocked);
  memory.log.change('upstream north', { ...away, at: clock.at });
  expect(memory.entries({ part: 'upstream' })).toHaveLength(1);
  expect(memory.reported()).toEqual([{ event: 'incidentsInMemory', count: 1 }]);
});

test('a reason is one line of bounded length', () => {
  const { log, clock, entries } = openLog();
  log.change('upstream north', { ...away, reason: `two\nlines\u0007 and ${'more '.repeat(200)}`, at: clock.at });
  const reason = entries({ part: 'upstream' })[0]?.reason ?? '';
  expect(reason).toMatch(/^two lines and more .*…$/);
  expect(reason).toHaveLength(300);
});

test(`${verifies('INC-2')}a clock that jumps a year ahead and is not believed removes nothing`, () => {
  const { log, clock, entries } = openLog();
  log.spell('upstream north', { ...away, at: clock.at }, clock.at + 1000);
  log.flush();
  const year = 365 * 24 * 60 * minute;
  clock.at += year;
  clock.wasSetBy = year;
  // The log looks before the service does.
  log.flush();
  expect(entries({ part: 'upstream' })).toHaveLength(1);
  clock.isBelieved = false;
  clock.at += 61 * minute;
  log.flush();
  expect(entries({ part: 'upstream' })).toHaveLength(1);
  clock.isBelieved = true;
  clock.at += 61 * minute;
  log.flush();
  expect(entries({ part: 'upstream' })).toEqual([]);
});

test('a second bridge on a folder keeps its log in memory and says why; the entries of the first stay its own', () => {
  const first = openLog();
  first.log.change('upstream north', { ...away, at: first.clock.at });
  first.log.flush();
  const second = openLog(first.directory, { at: first.clock.at });
  second.log.change('upstream south', { ...away, name: 'south', at: first.clock.at });
  second.log.flush();
  expect(second.reported()).toEqual([{ event: 'incidentsInMemory', count: 1 }]);
  expect(second.lines().join()).toContain('another bridge keeps its incident log there: give each a folder of its own');
  expect(first.entries().map(({ name }) => name)).toContain('north');
  expect(first.entries().map(({ name }) => name)).not.toContain('south');
  // When the first has ended, the next one continues its file.
  first.log.close('It was asked to stop', 'warn');
  first.file.close();
  const third = openLog(first.directory, { at: first.clock.at + minute });
  expect(third.reported()).toEqual([]);
  expect(third.entries().map(({ name }) => name)).toContain('north');
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { IncidentFile } from '../src/incidents/incident-file.ts';
import { openIncidentFile } from '../src/incidents/open-incident-file.ts';
import { IncidentLog } from '../src/incidents/incident-log.ts';
import { createBridgeEvents } from '../src/log/bridge-events.ts';
import { temporaryDirectory } from './support/bridge-program.ts';
import { runWords } from './support/run-words.ts';

const minute = 60_000;

/** A data folder in which a bridge runs whose link was down for 125 minutes, and whose sink refuses. */
function folderOfRunningBridge(): string {
  const directory = temporaryDirectory();
  const clock = { at: Date.now() - 300 * minute };
  const limits = { retainAge: 1000 * minute, retainCount: 100, joinWithin: minute };
  const file = IncidentFile.open(join(directory, 'incidents.sqlite'));
  onTestFinished(() => file.close());
  const events = createBridgeEvents({});
  const log = new IncidentLog({ file, limits, events, version: '1', isClockBelieved: () => true, now: () => clock.at });
  const away = { part: 'upstream', name: 'north', before: 'live', after: 'away', level: 'bad' } as const;
  log.spell('upstream north', { ...away, reason: 'reset', at: clock.at }, clock.at + 125 * minute);
  clock.at += 298 * minute;
  const refusing = { part: 'sink', name: 'crm', before: 'holdsLetters', after: 'refusing', level: 'bad' } as const;
  log.change('sink crm', { ...refusing, reason: 'answered 422', at: clock.at });
  log.flush();
  return directory;
}

/** A data folder whose incident log has a format that is not known here. */
function folderOfNewerVersion(): string {
  const directory = temporaryDirectory();
  const path = join(directory, 'incidents.sqlite');
  IncidentFile.open(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 2');
  database.close();
  return directory;
}

test(`${verifies('INC-1')}incidents prints a table of what happened, the newest last, while the bridge runs`, async () => {
  const { exitCode, output } = await runWords(['incidents', folderOfRunningBridge()]);
  expect(exitCode).toBe(0);
  const [headings, started, link, sink, ...rest] = output.trimEnd().split('\n');
  expect(headings).toMatch(/^ +BEGAN \(\S+\) +PART +CHANGE +LASTED +TIMES +REASON$/);
  expect(started).toMatch(/^· .* bridge +running +for 5h +Version 1 started$/);
  expect(link).toMatch(/^✗ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}upstream north +live → away +2h 5m +reset$/);
  expect(sink).toMatch(/sink crm +holds letters → refusing +for 2m( \d+s)? +answered 422$/);
  expect(rest).toEqual([]);
});

test('incidents chooses by time, part, name and number, and prints objects as the API has them', async () => {
  const folder = folderOfRunningBridge();
  const objects = async (...words: readonly string[]): Promise<unknown[]> => {
    const { output } = await runWords(['incidents', folder, '--json', ...words]);
    return output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
  };
  expect(await objects('--part', 'upstream', '--name', 'north')).toEqual([
    expect.objectContaining({ part: 'upstream', name: 'north', after: 'away', durationMs: 125 * minute }),
  ]);
  expect(await objects('--since', '10m', '--part', 'upstream')).toEqual([]);
  expect(await objects('--limit', '1')).toEqual([expect.objectContaining({ part: 'sink' })]);
  expect((await runWords(['incidents', folder, '--since', '10m', '--part', 'upstream'])).output).toBe(
    'No incidents.\n',
  );
});

test('incidents finds the data folder in a configuration, and says when there is no log yet', async () => {
  const folder = temporaryDirectory();
  const file = join(folder, 'bridge.yaml');
  writeFileSync(file, 'upstreams: [{ name: north, host: 127.0.0.1, port: 1, persistToken: bridge }]\n');
  const path = join(folder, 'sdmp-data', 'incidents.sqlite');
  expect(await runWords(['incidents', file])).toEqual({
    exitCode: 1,
    output: '',
    messages: `sdmp-bridge: ${path} is not there: no bridge has run with this data folder yet\n`,
  });
});

test('incidents refuses a log of a newer version with one line that names both versions', async () => {
  const folder = folderOfNewerVersion();
  expect(await runWords(['incidents', folder])).toEqual({
    exitCode: 1,
    output: '',
    messages: `sdmp-bridge: ${join(folder, 'incidents.sqlite')} cannot be read: it is version 2, this program knows versions up to 1: upgrade the program\n`,
  });
});

test('a bridge leaves a log of a newer version as it is, and keeps its own in memory', () => {
  const folder = folderOfNewerVersion();
  const path = join(folder, 'incidents.sqlite');
  const before = readFileSync(path);
  const events = createBridgeEvents({});
  const file = openIncidentFile(folder, events, 1);
  onTestFinished(() => file.close());
  expect(file.newestId).toBe(0);
  expect(readdirSync(folder).filter((name) => !name.endsWith('.lock'))).toEqual(['incidents.sqlite']);
  expect(readFileSync(path)).toEqual(before);
  const line = `The incident log is kept in memory, for ${path} cannot be used: it is version 2, this program knows versions up to 1: upgrade the program`;
  expect(events.records()).toEqual([expect.objectContaining({ event: 'incidentsInMemory', count: 1, line })]);
});

test.each([
  [['--since', 'yesterday'], 'give a time such as 12h or 7d'],
  [['--limit', '0'], 'give a number from 1 to'],
  [['--part', 'dialer'], 'Allowed choices are bridge'],
])('incidents refuses %j with exit code 2', async (words, expected) => {
  const { exitCode, messages } = await runWords(['incidents', 'bridge.yaml', ...words]);
  expect(exitCode).toBe(2);
  expect(messages).toContain(expected);
});

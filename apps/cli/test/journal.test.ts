import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCallReports } from '@sdmp/calls';
import { openMemoryJournal, openSqliteJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from './support/fake-terminal.ts';
import { feedLine, filesWith, firstTime, jsonLines, recordedJournal } from './support/recorded-journal.ts';
import { runCli } from './support/start-cli.ts';
import { binary, startProcess } from './support/start-process.ts';
import { startService, startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

function timeOf(number: number): string {
  return new Date(firstTime + number * 60_000).toISOString();
}

function archive(directory: string): Buffer {
  return execFileSync(process.execPath, [binary, 'journal', 'export', directory, '--format', 'archive']);
}

describe('sdmp journal info', () => {
  test('tells what is in a journal and how far its readers have come', async () => {
    const directory = await recordedJournal(20);
    const { exitCode, printed, said } = await runCli(['journal', 'info', directory]);
    expect({ exitCode, said }).toEqual({ exitCode: 0, said: '' });
    expect(jsonLines(printed)).toMatchObject([
      {
        formatVersion: 3,
        first: 0,
        end: 20,
        records: 20,
        oldestTime: timeOf(0),
        newestTime: timeOf(19),
        cursors: [
          {
            name: 'warehouse\\EOall',
            kind: 'subscriber',
            tenant: '',
            position: 5,
            lastUsed: timeOf(0),
            backlog: 15,
            lost: 0,
          },
        ],
      },
    ]);
    const pretty = await runCli(['journal', 'info', directory, '--format', 'pretty']);
    expect(pretty.printed).toContain('positions  0 to 19 (20 records, 20 batches)');
    expect(pretty.printed).toContain('subscriber warehouse (EOall): at 5, 15 behind, last used');
  });

  test('and verify and export work beside a running service', async () => {
    const directory = join(temporaryFolder(), 'journal');
    const service = await startServiceProcess(['--data', directory, '--feed', '-']);
    service.feed(`${feedLine(0)}\n${feedLine(1)}\n`);
    await service.untilCommitted(2);
    expect(jsonLines((await runCli(['journal', 'info', directory])).printed)).toMatchObject([{ records: 2 }]);
    expect(await runCli(['journal', 'verify', directory])).toMatchObject({ exitCode: 0 });
    expect(jsonLines((await runCli(['journal', 'export', directory])).printed)).toHaveLength(2);
    for (const words of [
      ['prune', directory, '--keep-age', '1d'],
      ['erase', directory, '--session', '1', '--yes'],
    ]) {
      const { exitCode, said } = await runCli(['journal', ...words]);
      expect(exitCode).toBe(1);
      expect(said).toMatch(/^sdmp: \S+ is held by a running service or another command: stop that first\n$/);
    }
  });
});

describe('sdmp journal verify', () => {
  test('names damage with positions and times, counts the rest, and ends with 1', async () => {
    const directory = await recordedJournal(20);
    const file = join(directory, 'journal.db');
    const bytes = readFileSync(file);
    bytes.write('?', bytes.indexOf('note 7|'));
    writeFileSync(file, bytes);
    const { exitCode, printed } = await runCli(['journal', 'verify', directory]);
    expect(exitCode).toBe(1);
    expect(jsonLines(printed)).toMatchObject([
      { first: 7, last: 7, count: 1, oldestTime: timeOf(7), newestTime: timeOf(7) },
      { records: 20, whole: 19, damaged: 1, cursors: 'whole' },
    ]);
    const rest = await runCli(['journal', 'verify', directory, '--from', '8', '--to', '11', '--format', 'pretty']);
    expect(rest).toMatchObject({ exitCode: 0, printed: '4 records read, all of them whole. The cursors are whole.\n' });
    const pretty = await runCli(['journal', 'verify', directory, '--format', 'pretty']);
    expect(pretty.printed).toContain(`DAMAGED  position 7, recorded from ${timeOf(7)} to ${timeOf(7)}: `);

    const stopped = await runCli(['journal', 'export', directory, '--format', 'frames']);
    expect(stopped.exitCode).toBe(1);
    expect(stopped.said).toMatch(/position 7 cannot be read/);
    const skipped = await runCli(['journal', 'export', directory, '--format', 'frames', '--skip-damage']);
    expect(skipped.exitCode).toBe(1);
    expect(skipped.printed.trimEnd().split('\n')).toHaveLength(19);
  });
});

describe('sdmp journal export', () => {
  test.each([
    [
      ['--from', '3', '--to', '5'],
      [3, 4, 5],
    ],
    [
      ['--since', timeOf(17), '--until', timeOf(19)],
      [17, 18],
    ],
    [
      ['--campaign', 'Sales1', '--to', '8'],
      [1, 4, 7],
    ],
    [
      ['--tenant', 'other', '--format', 'ndjson', '--to', '4'],
      [1, 3],
    ],
    [['--from', '20'], []],
  ])('%j', async (words, expected) => {
    const directory = await recordedJournal(20);
    const { exitCode, printed } = await runCli(['journal', 'export', directory, ...words]);
    expect(exitCode).toBe(0);
    expect(jsonLines(printed).map(({ sessionIdentifier }) => Number(sessionIdentifier))).toEqual(expected);
  });

  test('frames are a feed again, and csv has a line for each outcome below its heads', async () => {
    const directory = await recordedJournal(4);
    const frames = (await runCli(['journal', 'export', directory, '--format', 'frames'])).printed;
    expect(frames).toBe(`${[0, 1, 2, 3].map(feedLine).join('\n')}\n`);
    const csv = (await runCli(['journal', 'export', directory, '--format', 'csv'])).printed.trimEnd().split('\r\n');
    expect(csv).toHaveLength(5);
    expect(csv[0]).toMatch(/^position,id,source,time,/);
  });

  test('an archive becomes the same journal: backup and restore', async () => {
    const directory = await recordedJournal(20);
    const bytes = archive(directory);
    const restored = join(temporaryFolder(), 'restored');
    const words = [binary, 'journal', 'import', restored];
    const imported = spawnSync(process.execPath, words, { input: bytes, encoding: 'utf8' });
    expect({ status: imported.status, stderr: imported.stderr }).toEqual({ status: 0, stderr: '' });
    for (const what of ['info', 'export']) {
      const [before, after] = await Promise.all([directory, restored].map((each) => runCli(['journal', what, each])));
      const strip = (text = ''): string => text.replaceAll(/"(batches|bytes|bytesOnDisk)":\d+/g, '');
      expect(strip(after?.printed)).toBe(strip(before?.printed));
    }
    // What was committed before the backup is delivered after the restore, from where the token stood.
    const service = await startService(['--data', restored]);
    const tail = await runCli([
      'tail',
      service.ascii,
      '--persist',
      'warehouse',
      '--tx',
      'EOall',
      '--count',
      '3',
      '--quiet',
    ]);
    expect(jsonLines(tail.printed).map(({ sessionIdentifier }) => sessionIdentifier)).toEqual(['5', '6', '7']);

    const again = spawnSync(process.execPath, words, { input: bytes, encoding: 'utf8' });
    expect(again.status).toBe(1);
    expect(again.stderr).toMatch(/^sdmp: \S+ holds a journal: import into another folder\.\n$/);
    const elsewhere = join(temporaryFolder(), 'cut');
    const cut = spawnSync(process.execPath, [binary, 'journal', 'import', elsewhere], {
      input: bytes.subarray(0, -5),
      encoding: 'utf8',
    });
    expect(cut.status).toBe(1);
    expect(cut.stderr).toMatch(/^sdmp: The archive cannot be read: it ends too early\. Nothing was imported\.\n$/);
    expect((await runCli(['journal', 'info', elsewhere])).said).toMatch(/holds no journal/);
  });

  test('to a reader that takes nothing it waits and holds little', async () => {
    const directory = await recordedJournal(1500);
    const pipe = startProcess(['journal', 'export', directory]);
    pipe.child.stdout?.pause();
    if (pipe.child.stdout !== null) await once(pipe.child.stdout, 'readable');
    expect(pipe.child.exitCode).toBe(null);
    pipe.child.stdout?.resume();
    expect(await pipe.ended).toBe(0);
    expect(jsonLines(pipe.printed())).toHaveLength(1500);
  });

  test('an archive to a full disk ends with one line and 1', async ({ skip }) => {
    const full = '/dev/full';
    if (!canOpen(full)) return skip('/dev/full is missing: NOT TESTED what an export says when its disk is full');
    const directory = await recordedJournal(3);
    const { status, stderr } = spawnSync('sh', [
      '-c',
      `'${process.execPath}' '${binary}' journal export '${directory}' --format archive > ${full}`,
    ]);
    expect(status).toBe(1);
    expect(stderr.toString()).toMatch(/^sdmp: [^\n]*no space left[^\n]*\n$/);
  });
});

function canOpen(file: string): boolean {
  try {
    openSync(file, 'w');
    return true;
  } catch {
    return false;
  }
}

describe('sdmp journal prune', () => {
  test.each([
    ['--before', timeOf(15), 15],
    ['--keep-bytes', '1', 20],
    ['--keep-age', '30000d', 0],
  ])('%s %s', async (flag, value, removed) => {
    const directory = await recordedJournal(20);
    const { exitCode, printed } = await runCli(['journal', 'prune', directory, flag, value]);
    expect(exitCode).toBe(0);
    expect(jsonLines(printed)).toMatchObject([{ records: removed, first: removed }]);
    const [info] = jsonLines((await runCli(['journal', 'info', directory])).printed);
    expect(info).toMatchObject({ first: removed, end: 20, cursors: [{ lost: Math.max(0, removed - 5) }] });
  });
});

describe('sdmp journal erase', () => {
  const number = '01632 960007';

  test('removes the outcomes of a number from every file, and nothing else', async () => {
    const directory = await recordedJournal(20);
    expect(filesWith(directory, number)).toBeGreaterThan(0);
    const dry = await runCli(['journal', 'erase', directory, '--telephone', '+01632-960007', '--dry-run']);
    expect(jsonLines(dry.printed)).toEqual([{ found: 1, elsewhere: 0 }]);
    expect(filesWith(directory, number)).toBeGreaterThan(0);

    const words = ['journal', 'erase', directory, '--telephone', '(01632) 960007', '--yes'];
    const { exitCode, printed, said } = await runCli(words);
    expect({ exitCode, said, printed: jsonLines(printed) }).toEqual({
      exitCode: 0,
      said: '',
      printed: [{ erased: 1, elsewhere: 0 }],
    });
    expect(filesWith(directory, number)).toBe(0);
    expect(filesWith(directory, 'note 7|')).toBe(0);
    const left = jsonLines((await runCli(['journal', 'export', directory])).printed);
    expect(left.map(({ id }) => Number(String(id).split('-').at(-1)))).toEqual(
      Array.from({ length: 20 }, (_, index) => index).filter((position) => position !== 7),
    );
    expect(await runCli(['journal', 'verify', directory])).toMatchObject({ exitCode: 0 });
  });

  test('takes a session of one tenant, and what holds the words elsewhere only when told to', async () => {
    const directory = await recordedJournal(40);
    const words = ['journal', 'erase', directory, '--session', '7'];
    const [found] = jsonLines((await runCli([...words, '--tenant', 'default', '--dry-run'])).printed);
    expect(found).toMatchObject({ found: 0 });
    const first = await runCli([...words, '--yes']);
    expect(jsonLines(first.printed)).toMatchObject([{ erased: 1, elsewhere: 3 }]);
    expect(first.said).toContain('3 more outcomes hold it elsewhere');
    const second = await runCli([...words, '--anywhere', '--yes']);
    expect(jsonLines(second.printed)).toEqual([{ erased: 3, elsewhere: 0 }]);
  });

  test(verifies('CALL-13') + 'reaches the reports that the outcomes were made of', async () => {
    const directory = await recordedJournal(3);
    const folder = join(directory, 'reports');
    const log = await openSqliteJournal({ directory: folder });
    const journal = await openMemoryJournal();
    const reports = await openCallReports({ log, journal });
    const called = { campaignName: 'Sales', sessionIdentifier: 's1', telephoneNumber: number };
    await reports.accept([
      { report: 'lineConnected', fields: called },
      { report: 'transactionComplete', fields: { sessionIdentifier: 's1', agentIdentifier: 'Joe', data: 'secret' } },
    ]);
    await reports.close();
    await log.close();
    const words = ['journal', 'erase', directory, '--telephone', number];
    expect(jsonLines((await runCli([...words, '--dry-run'])).printed)).toEqual([
      { found: 0, elsewhere: 0, reports: 3 },
    ]);
    const erased = await runCli([...words, '--yes']);
    expect(erased.exitCode).toBe(0);
    // The two reports, and the state of calls in which this one was remembered.
    expect(jsonLines(erased.printed)).toEqual([{ erased: 0, elsewhere: 0, reports: 3 }]);
    expect([filesWith(folder, number), filesWith(folder, 'secret')]).toEqual([0, 0]);
  });

  test('asks on a terminal, and never says whose number it was', async () => {
    const directory = await recordedJournal(10);
    for (const { answer, exitCode, erased } of [
      { answer: 'no\n', exitCode: 1, erased: 0 },
      { answer: '', exitCode: 1, erased: 0 },
      { answer: 'yes\n', exitCode: 0, erased: 1 },
    ]) {
      const terminal = { ...fakeTerminal(answer), isInteractive: true };
      expect(await run(['journal', 'erase', directory, '--telephone', number], terminal)).toBe(exitCode);
      expect(terminal.said()).toContain('Erase 1 outcome of ');
      expect(terminal.printed()).toBe(erased === 0 ? '' : 'Erased 1 outcome.\n');
      expect(terminal.said() + terminal.printed()).not.toContain('960007');
      expect(filesWith(directory, number) === 0).toBe(erased === 1);
    }
  });
});

test.each([
  [['journal'], /say what to do: info/],
  [['journal', 'look', 'x'], /there is no 'look': info/],
  [['journal', 'info'], /dir/],
  [['journal', 'export', 'x', '--format', 'xml'], /json, ndjson, csv, frames, archive/],
  [['journal', 'export', 'x', '--since', 'yesterday'], /2026-11-22/],
  [['journal', 'export', 'x', '--format', 'archive', '--from', '3'], /archive holds everything/],
  [['journal', 'prune', 'x'], /--before, --keep-age or --keep-bytes/],
  [['journal', 'erase', 'x', '--yes'], /--telephone or --session/],
  [['journal', 'erase', 'x', '--telephone', 'none', '--yes'], /digits/],
  [['journal', 'erase', 'x', '--session', '1'], /--yes/],
])('%j is wrong usage: exit code 2 and one line', async (words, pattern) => {
  const { exitCode, printed, said } = await runCli(words);
  expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
  expect(said).toMatch(/^sdmp: [^\n]+\n$/);
  expect(said).toMatch(pattern);
});

test.each(['info', 'verify', 'export', 'prune', 'erase'])('%s of a folder without a journal says so', async (what) => {
  const empty = join(temporaryFolder(), 'empty');
  mkdirSync(empty);
  const flags = what === 'prune' ? ['--keep-age', '1d'] : what === 'erase' ? ['--session', '1', '--yes'] : [];
  const { exitCode, said } = await runCli(['journal', what, empty, ...flags]);
  expect(exitCode).toBe(1);
  expect(said).toBe(`sdmp: ${empty} holds no journal: check the path\n`);
});

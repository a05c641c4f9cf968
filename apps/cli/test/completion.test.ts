import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands.ts';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { hasTmux, Pane, tmuxIsMissing } from './support/tmux.ts';

function has(program: string): boolean {
  return spawnSync('which', [program], { stdio: 'ignore' }).status === 0;
}

/** The completion of a shell as a file. */
async function scriptOf(shell: string, folder: string, name = `completion.${shell}`): Promise<string> {
  const { exitCode, printed } = await runCli(['completion', shell]);
  expect(exitCode).toBe(0);
  expect(printed).not.toContain('undefined');
  const script = join(folder, name);
  writeFileSync(script, printed);
  return script;
}

/** Returns what bash offers behind a line. */
async function offered(line: string, folder = temporaryFolder()): Promise<readonly string[]> {
  const script = await scriptOf('bash', folder);
  const program = `source ${script}; COMP_LINE=$1; COMP_POINT=\${#1}; _sdmp; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-c', program, 'bash', line], { cwd: folder, encoding: 'utf8' });
  return printed.split('\n').filter((word) => word !== '');
}

test(`${verifies('CMP-1')}bash completes every command, and those of a group`, async () => {
  expect(await offered('sdmp ')).toEqual([...commands.map(({ name }) => name), 'help']);
  expect(await offered('sdmp ta')).toEqual(['tail']);
  expect(await offered('sdmp journal ')).toEqual([
    'info',
    'verify',
    'export',
    'import',
    'prune',
    'erase',
    'dead-letters',
  ]);
  expect(await offered('sdmp help do')).toEqual(['doctor']);
});

test(`${verifies('CMP-1')}bash completes options of the command at hand, and their values`, async () => {
  expect(await offered('sdmp tail 127.0.0.1:6502 --camp')).toEqual(['--campaign']);
  expect(await offered('sdmp tail --format ')).toEqual(['pretty', 'json', 'csv', 'frames']);
  expect(await offered('sdmp journal export ./outcomes --format ar')).toEqual(['archive']);
  expect(await offered('sdmp serve --camp')).toEqual([]);
  // What follows an option that takes a value is no command.
  expect(await offered('sdmp tail --campaign journal --suc')).toEqual(['--success']);
  expect(await offered('sdmp completion ')).toEqual(['bash', 'zsh', 'fish']);
});

test(`${verifies('CMP-1')}bash completes files and folders where they are meant`, async () => {
  const folder = temporaryFolder();
  for (const name of ['ca.pem', 'can.bin']) writeFileSync(join(folder, name), '');
  expect(await offered('sdmp tail x --ca-file ca', folder)).toEqual(['ca.pem', 'can.bin']);
  expect(await offered('sdmp decode can', folder)).toEqual(['can.bin']);
});

/** Whether what a shell's tests need is there. Without it they say so and are skipped, and `CI=true` makes that fail. */
function isThere(shell: string, isTmuxNeeded: boolean): boolean {
  const missing = `${shell} is missing (Debian and Ubuntu: apt-get install ${shell}): NOT TESTED what it completes`;
  const complaints = [...(has(shell) ? [] : [missing]), ...(isTmuxNeeded && !hasTmux ? [tmuxIsMissing] : [])];
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  test.runIf(process.env['CI'] === 'true')(`${shell} is there`, () => {
    expect(complaints).toEqual([]);
  });
  return complaints.length === 0;
}

describe.skipIf(!isThere('fish', false))('fish', () => {
  /** Returns what fish offers behind a line, without its descriptions. */
  async function offeredByFish(line: string, folder = temporaryFolder()): Promise<readonly string[]> {
    const program = `source ${await scriptOf('fish', folder)}; complete -C ${JSON.stringify(line)}`;
    const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
    const printed = execFileSync('fish', ['--no-config', '-c', program], {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return printed
      .split('\n')
      .filter((each) => each !== '')
      .map((each) => each.split('\t', 1)[0] ?? '');
  }

  test(`${verifies('CMP-1')}completes commands, those of a group, options, values, files and folders`, async () => {
    const names = [...commands.map(({ name }) => name), 'help'].toSorted();
    expect((await offeredByFish('sdmp ')).toSorted()).toEqual(names);
    expect(await offeredByFish('sdmp ta')).toEqual(['tail']);
    expect((await offeredByFish('sdmp journal ')).toSorted()).toEqual(
      ['dead-letters', 'erase', 'export', 'import', 'info', 'prune', 'verify'].toSorted(),
    );
    expect(await offeredByFish('sdmp tail 127.0.0.1:6502 --camp')).toEqual(['--campaign']);
    expect((await offeredByFish('sdmp tail --format ')).toSorted()).toEqual(['csv', 'frames', 'json', 'pretty']);
    expect(await offeredByFish('sdmp serve --camp')).toEqual([]);
    const folder = temporaryFolder();
    for (const name of ['ca.pem', 'can.bin']) writeFileSync(join(folder, name), '');
    expect(await offeredByFish('sdmp tail x --ca-file ca', folder)).toEqual(['ca.pem', 'can.bin']);
    expect(await offeredByFish('sdmp decode can', folder)).toEqual(['can.bin']);
  });
});

describe.skipIf(!isThere('zsh', true))('zsh', () => {
  /** A zsh on a terminal that completes `sdmp`: its script is read, or found by its name. */
  async function zshPane(folder: string, load: string): Promise<Pane> {
    const pane = await Pane.start(['--version'], { columns: 120, rows: 40 });
    await pane.until(/ended 0/);
    await pane.type(`cd ${folder}; PS1='> ' exec zsh -f`);
    await pane.press('Enter');
    await pane.until(/^>/m);
    await pane.type(`autoload -U compinit; ${load}; clear; print ready`);
    await pane.press('Enter');
    await pane.until(/^ready\n>/m);
    return pane;
  }

  /** Types a line, has it completed, and clears it again. */
  async function completed(pane: Pane, line: string, expected: RegExp): Promise<void> {
    await pane.type(line);
    await pane.press('Tab');
    expect(await pane.until(expected)).toMatch(expected);
    await pane.press('C-c');
    await pane.type('clear; print ready');
    await pane.press('Enter');
    await pane.until(/^ready\n>$/m);
  }

  test(`${verifies('CMP-1')}completes commands, those of a group, options, values, files and folders`, async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ca.pem'), '');
    const pane = await zshPane(folder, `compinit -u -D; source ${await scriptOf('zsh', folder)}`);
    await completed(pane, 'sdmp ta', /^> sdmp tail/m);
    await completed(pane, 'sdmp journal ', /^verify +-- .*$/m);
    await completed(pane, 'sdmp tail 127.0.0.1:6502 --camp', /^> sdmp tail 127\.0\.0\.1:6502 --campaign/m);
    await completed(pane, 'sdmp tail --format fr', /^> sdmp tail --format frames/m);
    await completed(pane, 'sdmp tail x --ca-file ca', /^> sdmp tail x --ca-file ca\.pem/m);
    await completed(pane, 'sdmp ', /^doctor +-- .*$/m);
  });

  test(`${verifies('CMP-1')}finds the completion as a file of its function path`, async () => {
    const folder = temporaryFolder();
    await scriptOf('zsh', folder, '_sdmp');
    const pane = await zshPane(folder, `fpath=(${folder} $fpath); compinit -u -D`);
    await completed(pane, 'sdmp ta', /^> sdmp tail/m);
    await completed(pane, 'sdmp help do', /^> sdmp help doctor/m);
  });
});

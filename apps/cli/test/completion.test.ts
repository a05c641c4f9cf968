import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { commands } from '../src/commands.ts';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

function has(program: string): boolean {
  return spawnSync('which', [program], { stdio: 'ignore' }).status === 0;
}

/** Returns what bash offers behind a line. */
async function offered(line: string, folder = temporaryFolder()): Promise<readonly string[]> {
  const script = join(folder, 'completion.bash');
  writeFileSync(script, (await runCli(['completion', 'bash'])).printed);
  const program = `source ${script}; COMP_LINE=$1; COMP_POINT=\${#1}; _sdmp; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-c', program, 'bash', line], { cwd: folder, encoding: 'utf8' });
  return printed.split('\n').filter((word) => word !== '');
}

test(`${verifies('CMP-1')}bash completes every command, and those of a group`, async () => {
  expect(await offered('sdmp ')).toEqual([...commands.map(({ name }) => name), 'help']);
  expect(await offered('sdmp ta')).toEqual(['tail']);
  expect(await offered('sdmp journal ')).toEqual(['info', 'verify', 'export', 'import', 'prune', 'erase']);
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

test.each(['zsh', 'fish'])(`${verifies('CMP-1')}the completion of %s is a script of that shell`, async (shell) => {
  const { exitCode, printed } = await runCli(['completion', shell]);
  expect(exitCode).toBe(0);
  for (const { name } of commands) expect(printed).toContain(name);
  expect(printed).not.toContain('undefined');
  if (!has(shell)) {
    process.stderr.write(
      `${shell} is missing (Debian and Ubuntu: apt-get install ${shell}): NOT TESTED whether it reads it\n`,
    );
    return;
  }
  execFileSync(shell, ['-n'], { input: printed, encoding: 'utf8' });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { differs, type Scenario, type Settings, textOf } from '../scenario.ts';
import { runCommand } from './run-command.ts';

async function add(settings: Settings): Promise<unknown> {
  const words = ['user', 'add', textOf(settings, 'file'), '--tenant', 'north', '--name', textOf(settings, 'name')];
  return runCommand('sdmp', [...words, '--password-file', textOf(settings, 'password')]);
}

/** Users added to one file by several commands: the file contains all of them. */
export const usersFile: Scenario = {
  name: 'users file',
  actions: { add },
  begin: async (folder) => {
    const password = join(folder, 'password');
    await writeFile(password, 'correct horse battery staple\n', { mode: 0o600 });
    return {
      end: async () => undefined,
      round: async (index) => {
        const file = join(folder, `${index}.users`);
        const names = ['ann', 'bob', 'cyd'];
        return {
          jobs: names.map((name) => ({ action: 'add', settings: { file, name, password } })),
          judge: async (answers) => {
            const text = await readFile(file, 'utf8').catch(() => '');
            const failed = answers.filter(({ value }) => (value as { exitCode?: number } | undefined)?.exitCode !== 0);
            return [
              ...failed.map(({ value, error }) => JSON.stringify(value ?? error)),
              ...differs(
                'users',
                names.filter((name) => text.includes(name)),
                names,
              ),
            ];
          },
        };
      },
    };
  },
};

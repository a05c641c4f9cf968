import { execFileSync } from 'node:child_process';
import { chownSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, type Program, startProgram } from '../system/program.ts';
import { freePort } from '../../scripts/free-port.ts';

/** Durability settings: PostgreSQL's defaults, set explicitly. */
export const postgresSettings = 'fsync=on, synchronous_commit=on';

/** Returns the folder of `initdb` and `postgres`, or undefined if the server is not installed. */
function binFolder(): string | undefined {
  const [debian] = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  );
  if (debian !== undefined) return debian;
  const found = findProgram('initdb');
  return found === undefined ? undefined : join(found, '..');
}

/** Starts a server in a folder of its own, not as root, which PostgreSQL refuses. Returns undefined if it is not installed. */
export async function startPostgres(folder: string): Promise<(Program & { readonly url: string }) | undefined> {
  const bin = binFolder();
  if (bin === undefined) return undefined;
  const data = join(folder, 'data');
  const as = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  if (as.length > 0) {
    const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, idOf('-u'), idOf('-g'));
  }
  const run = (words: readonly string[]): [string, string[]] => {
    const [first = '', ...rest] = [...as, ...words];
    return [findProgram(first) ?? first, rest];
  };
  const [initdb, initdbWords] = run([join(bin, 'initdb'), '-D', data, '-U', 'sdmp', '--auth=trust', '-E', 'UTF8']);
  execFileSync(initdb, [...initdbWords, '--locale=C'], { cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', 'fsync=on', 'synchronous_commit=on'];
  const given = settings.flatMap((setting) => ['-c', setting]);
  const [postgres, words] = run([join(bin, 'postgres'), '-D', data, '-p', String(port), ...given]);
  const program = await startProgram(postgres, words, { port, folder });
  return {
    pid: program.pid,
    port,
    url: `postgres://sdmp@127.0.0.1:${port}/postgres`,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

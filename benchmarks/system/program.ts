import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './leftovers.ts';
import { stopChild } from './stop-child.ts';

const startTimeoutMs = 10_000;
/** Folders of servers on Debian that are not on an ordinary user's PATH. */
const systemFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** Returns the path of a program, or undefined if it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface Program extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

/** Starts a server in a folder of its own and waits until its port accepts connections. */
export async function startProgram(
  path: string,
  words: readonly string[],
  { port, folder }: { readonly port: number; readonly folder: string },
): Promise<Program> {
  const child = spawn(path, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
  }
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const givesUp = performance.now() + startTimeoutMs;
  while (!(await answers(port))) {
    if (failure !== undefined || child.exitCode !== null || performance.now() > givesUp) {
      child.kill('SIGKILL');
      throw new Error(`${path} did not start: ${said}`, { cause: failure });
    }
    await delay(20);
  }
  return {
    pid: child.pid ?? 0,
    port,
    [Symbol.asyncDispose]: async () => {
      await stopChild(child);
      forget();
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

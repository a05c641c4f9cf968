import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { atExit } from '../system/leftovers.ts';
import { stopChild } from '../system/stop-child.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';

const program = fileURLToPath(new URL('bin/sdmp.js', import.meta.resolve('@sdmp/cli/package.json')));

export interface ServiceProcess extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  /** Port of the TLS listener; settles where the words ask for one. */
  readonly tlsPort: Promise<number>;
  /** Time from the start of the process until it listened. */
  readonly startMs: number;
  readonly stdin: Writable;
  /** Resolves when `count` lines of the feed are committed. */
  readonly committed: (count: number) => Promise<void>;
}

export interface ServiceProcessOptions {
  /** Folder of the journal. Default: a temporary one, removed with the process. */
  readonly folder?: string;
  /** Additional arguments of `sdmp serve`. */
  readonly words?: readonly string[];
  /** Additional arguments of Node. */
  readonly nodeWords?: readonly string[];
  /** Called for each report of committed lines. */
  readonly onCommitted?: (count: number) => void;
}

/** Starts `sdmp serve --feed -` in a child process with a folder of its own. */
export async function startServiceProcess(options: ServiceProcessOptions = {}): Promise<ServiceProcess> {
  const own = options.folder === undefined ? await temporaryFolder() : undefined;
  const data = options.folder ?? own?.path ?? '';
  const words = ['serve', '--listen', '127.0.0.1:0', '--listen-unicode', 'off', '--data', data, '--feed', '-'];
  // Every subscriber of a benchmark is on this machine.
  words.push('--max-connections', '2000', '--max-connections-per-address', '2000');
  const began = performance.now();
  const child = spawn(process.execPath, [...(options.nodeWords ?? []), program, ...words, ...(options.words ?? [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const forget = atExit(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const listening = Promise.withResolvers<number>();
  const tlsListening = Promise.withResolvers<number>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let onDisk = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, first, second] = line.split(' ');
    if (word === 'listening' && first === 'ascii-tls') tlsListening.resolve(Number(second?.split(':').at(-1)));
    else if (word === 'listening') listening.resolve(Number(second?.split(':').at(-1)));
    if (word !== 'committed') return;
    onDisk = Number(first);
    options.onCommitted?.(onDisk);
    for (const each of waiting) if (each.count <= onDisk) each.resolve();
  });
  child.once('exit', (code) => listening.reject(new Error(`sdmp serve exited with code ${code}: ${said}`)));
  const port = await listening.promise;
  return {
    pid: child.pid ?? 0,
    port,
    tlsPort: tlsListening.promise,
    startMs: performance.now() - began,
    stdin: child.stdin,
    committed: (count) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count <= onDisk) resolve();
      else waiting.push({ count, resolve });
      return promise;
    },
    [Symbol.asyncDispose]: async () => {
      await stopChild(child);
      forget();
      await own?.[Symbol.asyncDispose]();
    },
  };
}

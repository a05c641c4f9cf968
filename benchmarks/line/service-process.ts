import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Writable } from 'node:stream';

const program = fileURLToPath(new URL('bin/sdmp.js', import.meta.resolve('@sdmp/cli/package.json')));

export interface ServiceProcess extends AsyncDisposable {
  readonly port: number;
  readonly stdin: Writable;
  /** Resolves when so many lines of the feed are on disk. */
  readonly committed: (count: number) => Promise<void>;
}

/** `sdmp serve --feed -` in a process and a folder of its own. */
export async function startServiceProcess(): Promise<ServiceProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-bench-'));
  const words = ['serve', '--listen', '127.0.0.1:0', '--listen-unicode', 'off', '--data', directory, '--feed', '-'];
  const child = spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const listening = Promise.withResolvers<number>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let onDisk = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, first, second] = line.split(' ');
    if (word === 'listening') listening.resolve(Number(second?.split(':').at(-1)));
    if (word !== 'committed') return;
    onDisk = Number(first);
    for (const each of waiting) if (each.count <= onDisk) each.resolve();
  });
  const exited = once(child, 'exit');
  const port = await listening.promise;
  return {
    port,
    stdin: child.stdin,
    committed: (count) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count <= onDisk) resolve();
      else waiting.push({ count, resolve });
      return promise;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

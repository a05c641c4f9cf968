import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../scripts/free-port.ts';
import { copyRepository, removeCopy, root } from './support/copied-repository.ts';

/** What the demo and the page are built from. */
const folders = ['packages', 'apps', 'conformance/requirements', 'scripts'];

/** A program of a copy with the lines that it prints, until it ends. */
class Watched {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #lines: string[] = [];
  readonly #heard = new EventTarget();
  #read = 0;

  constructor(copy: string, words: readonly string[]) {
    // A group of its own, to be interrupted as a terminal does it.
    this.#child = spawn('pnpm', words, { cwd: copy, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: settings });
    for (const output of [this.#child.stdout, this.#child.stderr])
      createInterface({ input: output }).on('line', (line) => {
        this.#lines.push(line);
        this.#heard.dispatchEvent(new Event('line'));
      });
    this.ended = once(this.#child, 'close').then(() => void this.#heard.dispatchEvent(new Event('line')));
  }

  /** Fulfilled when the program and all that it started have ended: until then one of them holds the output open. */
  readonly ended: Promise<void>;

  /** Resolves with the next line that matches. Rejects with all that was printed when the program ends without one. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      for (const line of this.#lines.slice(this.#read)) {
        this.#read += 1;
        if (pattern.test(line)) return line;
      }
      const { exitCode, signalCode } = this.#child;
      if (exitCode !== null || signalCode !== null)
        throw new Error(`ended without ${String(pattern)}:\n${this.#lines.join('\n')}`);
      await once(this.#heard, 'line');
    }
  }

  interrupt(signal: NodeJS.Signals = 'SIGINT'): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
  }
}

/** What was built in the repository is not built again in its copy. */
const settings = { ...process.env, TURBO_CACHE_DIR: process.env['TURBO_CACHE_DIR'] ?? join(root, '.turbo/cache') };

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test('pnpm dev builds a package that changes and what depends on it, starts the demo on it, and serves the page from its sources', {
  timeout: 900_000,
}, async () => {
  const copy = copyRepository(folders);
  onTestFinished(() => removeCopy(copy));
  // What is installed belongs to the repository, not to its copy.
  edit(join(copy, 'pnpm-workspace.yaml'), 'verifyDepsBeforeRun: install', 'verifyDepsBeforeRun: false');
  const [httpPort, pagePort] = [await freePort(), await freePort()];
  const dev = new Watched(copy, ['dev', '--http-port', String(httpPort), '--page-port', String(pagePort)]);
  onTestFinished(() => dev.interrupt('SIGKILL'));
  const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();

  await dev.line(/^demo: page /);
  expect(await metrics()).toContain('Sockets above the limit.');
  edit(join(copy, 'packages/runtime/src/server/server-events.ts'), 'Sockets above the limit.', 'Sockets too many.');
  // Nothing stands between: the demo is not started on half a build.
  expect(await dev.line(/^demo: (starts again|.*has ended)/)).toMatch(/because the bridge was built$/);
  expect(await dev.line(/^demo: (page |.*not built|has ended)/)).toMatch(/^demo: page /);
  expect(await metrics()).toContain('Sockets too many.');

  const source = `http://localhost:${pagePort}/src/view/app.tsx`;
  expect((await fetch(source)).status).toBe(200);
  edit(join(copy, 'apps/dashboard/src/view/app.tsx'), 'import ', 'export const changed = 1;\nimport ');
  await dev.line(/^page: .*src\/view\/app\.tsx/);
  expect(await (await fetch(source)).text()).toContain('changed = 1');

  dev.interrupt();
  await dev.ended;
  await expect(metrics()).rejects.toThrow();
});

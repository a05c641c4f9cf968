import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSqliteJournal, outcomeFromRecord, readBatches, recordsIn } from '../../built-packages.ts';
import type { RestoreReader, Session } from './restore-reader.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** The command `sdmp tail --persist`, a process for each session. */
export class TailProcessReader implements RestoreReader {
  readonly kind = 'tail command';
  readonly got = new Set<number>();
  told = 0;
  #isFirst = true;

  async read({ port, limit, last, signal }: Session): Promise<void> {
    const words = ['tail', `127.0.0.1:${port}`, '--persist', 'command', '--tx', 'command', '--format', 'json'];
    if (limit > 0 && Number.isFinite(limit)) words.push('--count', String(limit));
    const program = join(root, 'apps/cli/bin/sdmp.js');
    const child = spawn(process.execPath, [program, ...words, '--rate', '1000000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    child.once('error', () => undefined);
    const subscribed = Promise.withResolvers<void>();
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/GAP:|does not know the persist token/.test(line)) this.#announced();
      if (/does not know the persist token|subscribed as|live/.test(line)) subscribed.resolve();
    });
    const gone = once(child, 'close');
    // What it prints counts as taken, so that all of it is read.
    const isDone = Promise.withResolvers<void>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { sessionIdentifier } = JSON.parse(line) as { readonly sessionIdentifier: string };
      this.got.add(Number(sessionIdentifier));
      if (Number(sessionIdentifier) === last) isDone.resolve();
    });
    await Promise.race([limit > 0 ? isDone.promise : subscribed.promise, gone]);
    await end(child);
    await gone;
  }

  /** A token is new the first time. */
  #announced(): void {
    if (this.#isFirst) this.#isFirst = false;
    else this.told++;
  }
}

/** A bridge that records what the service gives, a process for each session. What counts is what its own journal holds. */
export class BridgeProcessReader implements RestoreReader {
  readonly kind = 'bridge process';
  readonly got = new Set<number>();
  told = 0;
  #isFirst = true;
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  async read({ port, limit, last, signal }: Session): Promise<void> {
    await mkdir(this.#home, { recursive: true });
    const config = join(this.#home, 'bridge.yaml');
    const upstream = `{ name: north, host: 127.0.0.1, port: ${port}, persistToken: process }`;
    const journal = `journal: { directory: ${join(this.#home, 'journal')} }`;
    const lines = ['upstreams:', `  - ${upstream}`, 'listen:', '  - port: 0', 'http:', '  port: 0', journal];
    await writeFile(config, `${lines.join('\n')}\n`);
    const program = [join(root, 'apps/bridge/bin/sdmp-bridge.js'), 'run', config];
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    child.once('error', () => undefined);
    const subscribed = Promise.withResolvers<void>();
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/lost its state|did not know the persist token/.test(line)) this.#announced();
      if (/is connected|did not know the persist token/.test(line)) subscribed.resolve();
    });
    const http = Promise.withResolvers<string>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http ')) http.resolve(line.slice(5));
    });
    const wanted = this.got.size + limit;
    const gone = once(child, 'close');
    await Promise.race([subscribed.promise, gone]);
    const url = await Promise.race([http.promise, gone.then(() => '')]);
    if (limit > 0 && url !== '') await this.#until(url, { last, wanted, signal });
    await end(child);
    await gone.catch(() => undefined);
    await this.#look();
  }

  /** Resolves when the bridge has recorded the number `last`, or this number of outcomes. */
  async #until(
    url: string,
    { last, wanted, signal }: { readonly last: number; readonly wanted: number; readonly signal: AbortSignal },
  ): Promise<void> {
    for (;;) {
      const answer = await fetch(`${url}/api/v1/outcomes?limit=1`, { signal });
      const { outcomes } = (await answer.json()) as {
        readonly outcomes: readonly { readonly position: number; readonly sessionIdentifier: string }[];
      };
      const [newest] = outcomes;
      if (newest !== undefined && (Number(newest.sessionIdentifier) === last || newest.position + 1 >= wanted)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #look(): Promise<void> {
    const journal = await openSqliteJournal({ directory: join(this.#home, 'journal'), readOnly: true });
    try {
      for await (const step of readBatches(journal, { from: 0 })) {
        if (step.kind !== 'batch') continue;
        for (const { body, position, time } of recordsIn(step)) {
          const text = Buffer.from(body).toString();
          const { sessionIdentifier } = outcomeFromRecord(text, { journal: journal.id, position, time });
          this.got.add(Number(sessionIdentifier));
        }
      }
    } finally {
      await journal.close();
    }
  }

  #announced(): void {
    if (this.#isFirst) this.#isFirst = false;
    else this.told++;
  }
}

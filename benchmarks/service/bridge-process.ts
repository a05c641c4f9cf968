import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atExit } from '../system/leftovers.ts';
import { stopChild } from '../system/stop-child.ts';

const program = fileURLToPath(new URL('bin/sdmp-bridge.js', import.meta.resolve('@sdmp/bridge/package.json')));
/** Polling interval of the metrics. Rendering them takes the bridge milliseconds, so a shorter one would distort the result. */
const pollMs = 100;

export interface BridgeProcess extends AsyncDisposable {
  readonly pid: number;
  /** Base address of its HTTP API. */
  readonly url: string;
  /** Resolves when its journal holds `count` outcomes, with the seconds since the first of them. */
  readonly recorded: (count: number) => Promise<void>;
}

/** Starts `sdmp-bridge run` with an upstream at this port in a child process; its journal is in `folder`/journal. */
export async function startBridgeProcess(folder: string, upstreamPort: number): Promise<BridgeProcess> {
  const file = join(folder, 'bridge.yaml');
  const lines = [
    `journal: { directory: ${join(folder, 'journal')} }`,
    `upstreams: [{ name: north, host: 127.0.0.1, port: ${upstreamPort}, persistToken: bridge, rate: 1000000 }]`,
    'listen: [{ port: 0 }]',
    'http: { port: 0 }',
    'log: { level: error }',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const child = spawn(process.execPath, [program, 'run', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  const http = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, url = ''] = line.split(' ');
    if (word === 'http') http.resolve(url);
  });
  child.once('exit', (code) => http.reject(new Error(`sdmp-bridge exited with code ${code}`)));
  const url = await http.promise;
  return {
    pid: child.pid ?? 0,
    url,
    recorded: async (count) => {
      while ((await journalRecords(url)) < count) await delay(pollMs);
    },
    [Symbol.asyncDispose]: async () => {
      await stopChild(child);
      forget();
    },
  };
}

async function journalRecords(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`);
  const page = await response.text();
  return Number(/^sdmp_bridge_journal_records(?:\{\})? (\d+)/m.exec(page)?.[1] ?? 0);
}

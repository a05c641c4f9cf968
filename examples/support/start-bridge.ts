import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startSimulatedDialer } from '@sdmp/testkit';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from './temporary-directory.ts';

const program = fileURLToPath(new URL('../../apps/bridge/bin/sdmp-bridge.js', import.meta.url));

/** A bridge that records what a test posts. */
export interface Bridge {
  readonly url: string;
  readonly record: (outcomes: readonly object[]) => Promise<void>;
}

/** Starts a bridge at a silent dialer, on free ports, until the test ends. */
export async function startBridge(http = 'http: { port: 0 }\n'): Promise<Bridge> {
  const directory = await temporaryDirectory();
  const file = join(directory, 'bridge.yaml');
  const dialer = await startSimulatedDialer({ seed: 7, outcomesPerSecond: 0 });
  onTestFinished(() => dialer.stop());
  const upstreams = `upstreams: [{ name: north, host: 127.0.0.1, port: ${dialer.port}, persistToken: example }]\n`;
  await writeFile(file, `journal: { directory: ${directory}/journal }\n${upstreams}${http}log: { level: warn }\n`);
  const child = spawn(process.execPath, [program, 'run', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^http (http:.*)$/.exec(line) ?? [];
    if (url !== undefined) return { url, record: (outcomes) => post(url, outcomes) };
  }
  throw new Error('the bridge did not start; its own message is above');
}

async function post(url: string, outcomes: readonly object[]): Promise<void> {
  const response = await fetch(`${url}/api/v1/outcomes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(outcomes),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Runs a bridge, and keeps its data folder as a fixture for the tests that open it with a later one. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { connect, formatPasswordHash, hashPassword, startSimulatedDialer } from './built-packages.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: node scripts/bridge-fixture.ts DIR [PROGRAM]   run a bridge with DIR/bridge.yaml, and write DIR/data.tar.gz

PROGRAM   sdmp-bridge.js of the version that writes the folder (default: apps/bridge/bin/sdmp-bridge.js, built)

It records four outcomes of a dialer, one of a report, and the beginning of a call; a subscriber has acknowledged two; the
receiver has refused one. apps/bridge/test/earlier-data.test.ts says what it reads of them. For a new format of any file in the
folder, make a new DIR with the last version before, and leave the earlier ones:

  node scripts/bridge-fixture.ts apps/bridge/test/fixtures/earlier-0.1
`;

const token = 'token-of-a-fixture';
const password = 'password of a fixture';

/** A receiver that refuses the outcome of session 2. */
async function startReceiver(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = createServer((request, response) => {
    void request.toArray().then((parts: Buffer[]) => {
      const isRefused = Buffer.concat(parts).toString().includes('"sessionIdentifier":"2"');
      response.writeHead(isRefused ? 422 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close().closeAllConnections() };
}

/** Asks a bridge until its answer holds a text. */
async function untilSaid(url: string, text: string): Promise<void> {
  for (let said = ''; !said.includes(text); ) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    said = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${said}`);
  }
}

async function writeFolder(directory: string, program: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'sdmp-fixture-'));
  const receiver = await startReceiver();
  const dialer = await startSimulatedDialer();
  try {
    cpSync(join(directory, 'bridge.yaml'), join(work, 'bridge.yaml'));
    const user = { tenant: 'default', name: 'ann', password: formatPasswordHash(await hashPassword(password)) };
    writeFileSync(join(work, 'users.jsonl'), `${JSON.stringify(user)}\n`, { mode: 0o600 });
    const hash = createHash('sha256').update(token).digest('hex');
    writeFileSync(join(work, 'tokens.txt'), `ops read,unmask,write,admin ${hash}\n`, { mode: 0o600 });
    const ports = { DIALER_PORT: String(dialer.port), RECEIVER_PORT: String(receiver.port) };
    const bridge = spawn(process.execPath, [program, 'run', join(work, 'bridge.yaml')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...ports },
    });
    const exited = once(bridge, 'exit');
    let port = 0;
    let http = '';
    for await (const line of createInterface({ input: bridge.stdout })) {
      port ||= Number(/^listening ascii .*:(\d+)$/.exec(line)?.[1] ?? 0);
      http = /^http (.*)$/.exec(line)?.[1] ?? '';
      if (http !== '') break;
    }
    const credentials = { tenantDescriptor: 'default', userIdentifier: 'ann', password };
    const client = connect({ port, credentials });
    const outcomes = client.outcomes({ persistToken: 'crm' })[Symbol.asyncIterator]();
    const first = outcomes.next();
    for await (const { kind } of client.status()) if (kind === 'live') break;
    for (const session of ['1', '2']) dialer.record(['CN', 'Sales1', 'SI', session, 'RE', '10', 'AO', '167']);
    await first;
    await outcomes.next();
    // Asking for the third acknowledges the second.
    const third = outcomes.next();
    await client.close();
    await third;
    for (const session of ['3', '4'])
      dialer.record(['CN', 'Sales2', 'SI', session, 'RE', '2', 'DT', '{"Town":"Oslo"}']);
    const reports = [
      { report: 'callFailed', campaignName: 'Sales1', sessionIdentifier: 'failed', cause: 2 },
      { report: 'lineConnected', campaignName: 'Sales1', sessionIdentifier: 'open', agentIdentifier: 'Joe' },
    ];
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    await fetch(`${http}/api/v1/reports`, { method: 'POST', headers, body: JSON.stringify(reports) });
    for (const session of ['4', 'failed'])
      await untilSaid(`${http}/api/v1/outcomes`, `"sessionIdentifier":"${session}"`);
    await untilSaid(`${http}/api/v1/sinks/crm/dead-letters`, '"cause"');
    bridge.kill('SIGTERM');
    await exited;
    // Room that is kept for a full disk.
    for (const folder of ['data', 'data/reports']) rmSync(join(work, folder, 'journal.reserve'), { force: true });
    execFileSync('tar', ['czf', resolve(directory, 'data.tar.gz'), '-C', work, 'data', 'users.jsonl', 'tokens.txt']);
  } finally {
    receiver.stop();
    await dialer.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

try {
  const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
  const { values, positionals } = parsed(() => parseArgs({ options, allowPositionals: true }));
  const [directory, program = join(import.meta.dirname, '../apps/bridge/bin/sdmp-bridge.js')] = positionals;
  if (values.help) process.stdout.write(help);
  else if (directory === undefined) throw new UsageError('name the folder of a bridge.yaml');
  else await writeFolder(directory, program);
} catch (error) {
  process.stderr.write(`bridge-fixture: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

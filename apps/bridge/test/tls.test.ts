import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openMemoryJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { decode } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import { connect, startOutcomeService } from '@sdmp/runtime';
import { type Authority, type CertificateFiles, createAuthority } from '@sdmp/testkit';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryDirectory } from './support/bridge-program.ts';

// Each starts a program.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sdmp-bridge-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ours: Authority;
let server: CertificateFiles;
let client: CertificateFiles;
const here = { names: ['IP:127.0.0.1'] };

beforeAll(async () => {
  ours = await createAuthority(folder, '/CN=Ours');
  server = await ours.issue({ subject: '/CN=service', ...here });
  client = await ours.issue({ subject: '/O=north/CN=bridge' });
});

const text = (path: string): string => readFileSync(path, 'utf8');

/** A dialer that speaks TLS and asks for a certificate. */
async function secureDialer() {
  const journal = await openMemoryJournal();
  const tls = {
    certificate: text(server.certificateFile),
    key: text(server.keyFile),
    clientCa: text(ours.certificateFile),
  };
  const service = await startOutcomeService({ journal, listen: [{ port: 0, tls }] });
  onTestFinished(async () => {
    await service.close();
    await journal.close();
  });
  const record = async (frame: string): Promise<void> => {
    await journal.append([outcomeRecord(decode(frame), { time: Date.now() })]);
  };
  return { service, record, port: service.addresses[0]?.port ?? 0 };
}

/** Starts a bridge that speaks nothing but TLS. */
async function secureBridge(dialerPort: number, files = server, ca = ours.certificateFile) {
  const config = join(temporaryDirectory(), 'bridge.yaml');
  const own = `certificateFile: ${files.certificateFile}, keyFile: ${files.keyFile}`;
  const upstream = `caFile: ${ca}, certificateFile: ${client.certificateFile}, keyFile: ${client.keyFile}`;
  writeFileSync(
    config,
    `upstreams:
  - { name: north, host: 127.0.0.1, port: ${dialerPort}, persistToken: bridge, tls: { ${upstream} } }
listen:
  - { port: 0, tls: { ${own} } }
  - { port: 0, unicode: true, tls: { ${own} } }
http: { port: 0, tls: { ${own} } }
log: { level: debug }
`,
  );
  const child = spawn(process.execPath, [program, 'run', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    log += piece;
  });
  const found = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, what = '', where = ''] = /^(.*) (\S+)$/.exec(line) ?? [];
    found.set(what, where);
    if (what === 'http') break;
  }
  return { config, found, log: () => log };
}

function getStatus(url: string, ca: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}/healthz`, { ca: text(ca), agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test(`${verifies('TR-3')}a bridge records a dialer by TLS, and serves subscribers and HTTP by TLS`, async () => {
  const dialer = await secureDialer();
  const { found, log } = await secureBridge(dialer.port);
  const ca = text(ours.certificateFile);
  const port = Number(found.get('listening ascii-tls')?.split(':').at(-1));
  expect(found.has('listening unicode-tls')).toBe(true);
  const subscriber = connect({ port, tls: { ca }, closeTimeoutMs: 100 });
  onTestFinished(() => subscriber.close());
  const reading = subscriber.outcomes({ persistToken: 'crm' })[Symbol.asyncIterator]().next();
  await expect.poll(() => dialer.service.status().transactions.length).toBe(1);
  await expect.poll(() => subscriber.events()).toEqual([]);
  for await (const { kind } of subscriber.status()) if (kind === 'live' || kind === 'newToken') break;
  await dialer.record(String.raw`OZ\CNSales1\SI77\RE10`);
  expect((await reading).value?.sessionIdentifier, log()).toBe('77');
  expect(await getStatus(found.get('http') ?? '', ours.certificateFile)).toBe(200);
});

test(`${verifies('TLS-4')}HTTP in the clear at the HTTPS port is told to use https`, async () => {
  const dialer = await secureDialer();
  const { found, log } = await secureBridge(dialer.port);
  const url = new URL(found.get('http') ?? '');
  expect(url.protocol).toBe('https:');
  const socket = connectPlain(Number(url.port), '127.0.0.1').setEncoding('utf8');
  socket.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toContain('This port speaks TLS: use https.');
  await expect.poll(log).toContain('it does not speak TLS, and this port does');
});

test(`${verifies('TLS-1')}a dialer whose certificate is not trusted is not spoken to, and check --connect says so`, async () => {
  const other = await createAuthority(mkdtempSync(join(folder, 'other-')), '/CN=Theirs');
  const dialer = await secureDialer();
  const { config, log } = await secureBridge(dialer.port, server, other.certificateFile);
  await expect.poll(log).toContain('is not trusted here; name the certificate of its authority');
  expect(dialer.service.status().counters.requests).toBe(0);
  const checking = spawn(process.execPath, [program, 'check', config, '--connect']);
  let said = '';
  checking.stderr.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  const code = await new Promise((resolve) => checking.on('close', resolve));
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('is not trusted here; name the certificate of its authority'),
  ]);
});

test(`${verifies('TLS-2')}HTTPS takes over a renewed certificate without a restart`, async () => {
  const renewing = await createAuthority(mkdtempSync(join(folder, 'renewed-')), '/CN=Renewed');
  const files = { certificateFile: join(folder, 'live.pem'), keyFile: join(folder, 'live.key') };
  const replace = (by: CertificateFiles): void => {
    copyFileSync(by.certificateFile, files.certificateFile);
    copyFileSync(by.keyFile, files.keyFile);
  };
  replace(server);
  const dialer = await secureDialer();
  const { found } = await secureBridge(dialer.port, files);
  const url = found.get('http') ?? '';
  expect(await getStatus(url, ours.certificateFile)).toBe(200);
  replace(await renewing.issue({ subject: '/CN=service', ...here }));
  await expect.poll(() => getStatus(url, renewing.certificateFile).catch(() => 0), { interval: 500 }).toBe(200);
});

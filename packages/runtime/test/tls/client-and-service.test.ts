import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { type Client, connect, type ClientOptions } from '../../src/client/index.ts';
import type { PlainSocket } from '../server/support/plain-socket.ts';
import { runService, type ServiceUnderTest } from '../server/support/running-service.ts';
import { certificateFolder, here, pems, testAuthority, text } from './support/certificates.ts';

const authority = await testAuthority('Ours');
const server = pems(await authority.issue({ subject: '/CN=service', ...here }));
const ca = text(authority.certificateFile);

const secureListeners = [
  { port: 0, tls: server },
  { port: 0, encoding: 'utf-16le', tls: server },
] as const;

/** Longer than a test may take. */
const longMs = 3_600_000;
const noTimeLimits = { tlsHandshakeTimeMs: longMs, closeGraceMs: longMs, idleTimeMs: longMs, frameTimeMs: longMs };

function clientOf(service: ServiceUnderTest, options: ClientOptions = {}, at = 0): Client {
  const { port = 0 } = service.service.addresses[at] ?? {};
  const client = connect({ port, closeTimeoutMs: 100, reconnectBaseMs: 20, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** Why the next connection of a client fails. */
async function failureOf(client: Client): Promise<string> {
  const reading = client.outcomes({ transactionIdentifier: 'T' })[Symbol.asyncIterator]().next();
  reading.catch(() => undefined);
  for await (const status of client.status()) if (status.kind === 'disconnected') return status.reason;
  return 'it did not fail';
}

test.each([
  ['ascii', 0, {}],
  ['unicode', 1, { unicode: true }],
])(`${verifies('TR-3', 'TR-1')}outcomes are delivered by TLS, %s`, async (_, at, encoding) => {
  await using service = await runService({ listen: secureListeners });
  expect(service.service.addresses.map(({ tls }) => tls)).toEqual([true, true]);
  const client = clientOf(service, { ...encoding, tls: { ca } }, at);
  const outcomes = client.outcomes({ transactionIdentifier: 'T', persistToken: 'p' });
  await service.recordNumbered(1, 5);
  const received: (string | undefined)[] = [];
  await service.journal.append([]);
  const reader = (async () => {
    for await (const { sessionIdentifier } of outcomes) if (received.push(sessionIdentifier) === 5) break;
  })();
  await expect.poll(() => service.service.status().transactions.length).toBe(1);
  await service.recordNumbered(6, 10);
  await reader;
  expect(received).toEqual(['6', '7', '8', '9', '10']);
});

test(`${verifies('TR-3')}a backlog rolls forward by TLS in runs, every outcome once and in order`, async () => {
  await using service = await runService({ listen: secureListeners });
  const count = 20_000;
  const first = clientOf(service, { tls: { ca } });
  const request = { transactionIdentifier: 'T', persistToken: 'p', rateControl: 1_000_000 };
  const begun = first.outcomes(request);
  const none = begun[Symbol.asyncIterator]().next();
  none.catch(() => undefined);
  await expect.poll(() => service.service.status().transactions.length).toBe(1);
  await first.close();
  await service.recordNumbered(1, count);
  const client = clientOf(service, { tls: { ca } });
  let next = 1;
  for await (const batch of client.outcomes(request).batches()) {
    for (const { sessionIdentifier } of batch) expect(sessionIdentifier).toBe(String(next++));
    if (next > count) break;
  }
  expect(next).toBe(count + 1);
});

test(`${verifies('TR-3', 'TR-1')}openssl s_client subscribes and reads`, async () => {
  await using service = await runService({ listen: secureListeners });
  const { port = 0 } = service.service.addresses[0] ?? {};
  const words = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', authority.certificateFile];
  const openssl = spawn('openssl', [...words, '-verify_return_error', '-quiet', '-no_ign_eof']);
  onTestFinished(() => void openssl.kill());
  let seen = '';
  openssl.stdout.setEncoding('latin1').on('data', (piece: string) => {
    seen += piece;
  });
  openssl.stdin.write('EO\\TXT\\SO\\FO\\TKa\0');
  await expect.poll(() => seen).toContain('MV\\TKa\0');
  await service.record(String.raw`OZ\CNSales1\SI1\RE10`);
  await expect.poll(() => seen).toContain('OZ\\TXT\\CNSales1\\SI1\\RE10\0');
});

test.each([
  ['-tls1_1', false],
  ['-tls1_2', true],
  ['-tls1_3', true],
])(`${verifies('TLS-1')}openssl s_client with %s gets in: %s`, async (version, isIn) => {
  await using service = await runService({ listen: secureListeners });
  const { port = 0 } = service.service.addresses[0] ?? {};
  const words = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', authority.certificateFile, version];
  const { promise, resolve } = Promise.withResolvers<number>();
  const openssl = execFile('openssl', [...words, '-cipher', 'DEFAULT@SECLEVEL=0'], (error) => {
    resolve(error === null ? 0 : 1);
  });
  openssl.stdin?.end();
  expect((await promise) === 0).toBe(isIn);
});

test(`${verifies('TLS-1', 'CL-5')}a client says in its status what is wrong with a certificate, and tries again`, async () => {
  const expired = pems(await authority.issue({ subject: '/CN=service', ...here, days: -1 }));
  await using service = await runService({ listen: [{ port: 0, tls: expired }] });
  const [reason, warnings] = [await failureOf(clientOf(service, { tls: { ca } })), service.warnings];
  expect(reason).toMatch(
    /^the certificate of 127\.0\.0\.1:\d+ is refused: it expired at .*; it must be renewed there$/,
  );
  // The operator of the service hears of it as well.
  expect(warnings[0]).toMatch(/^The TLS certificate is valid until /);
});

test(`${verifies('TLS-1')}an insecure client connects and says so`, async () => {
  await using service = await runService({ listen: secureListeners });
  const client = clientOf(service, { tls: { insecure: true } });
  const token = await client.request({ service: null, interface: null, code: 'VS', fields: ['TK', 'hello'] });
  expect(token.text).toBe(String.raw`MV\TKhello`);
  expect(client.events()).toMatchObject([{ event: 'connectionsInsecure', count: 1 }]);
});

test(`${verifies('TLS-4')}a plain client at a TLS port is told so at once, and the operator too`, async () => {
  // Nothing here may wait for a time limit: those are longer than a test may take.
  await using service = await runService({ listen: secureListeners, ...noTimeLimits });
  for (const isUnicode of [false, true]) {
    const socket = await service.connect(isUnicode);
    socket.send(String.raw`EO\TXT\SO\FO`);
    expect(await socket.next()).toBe(
      String.raw`ER\EC9030\FM""\MSThis port speaks TLS: connect with TLS, or to the plain port.`,
    );
    await socket.closed;
  }
  expect(await failureOf(clientOf(service))).toBe('This port speaks TLS: connect with TLS, or to the plain port.');
  await expect.poll(() => service.service.status().counters.plainOnTlsPort).toBeGreaterThanOrEqual(3);
  expect(service.warnings[0]).toMatch(
    /^The socket from 127\.0\.0\.1:\d+ is closed: it does not speak TLS, and this port does$/,
  );
  expect(service.service.status().sessions).toBe(0);
});

test(`${verifies('TLS-4')}a TLS client at a plain port is told so at once, and the operator too`, async () => {
  await using service = await runService(noTimeLimits);
  for (const at of [0, 1]) {
    expect(await failureOf(clientOf(service, { tls: { ca }, connectTimeoutMs: longMs }, at))).toMatch(
      /^127\.0\.0\.1:\d+ does not speak TLS: connect without TLS, or to its TLS port$/,
    );
  }
  const { counters } = service.service.status();
  expect(counters.tlsOnPlainPort).toBeGreaterThanOrEqual(2);
  expect(counters.framesUnreadable).toBe(0);
  expect(service.warnings[0]).toMatch(
    /^The socket from 127\.0\.0\.1:\d+ is closed: it speaks TLS, and this port does not$/,
  );
});

test(`${verifies('TLS-4')}a plain client understands the alert of a foreign TLS service`, async () => {
  const foreign = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])));
  });
  foreign.listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  onTestFinished(() => void foreign.close());
  const address = foreign.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = connect({ port, closeTimeoutMs: 50 });
  onTestFinished(() => client.close());
  expect(await failureOf(client)).toBe(`127.0.0.1:${port} speaks TLS: connect with TLS, or to its plain port`);
});

test(`${verifies('TLS-4')}a newcomer is not kept out by sockets that never begin their handshake: the oldest gives way`, async () => {
  // Nothing here may wait for a time limit: who waited longest gives way, and nobody else.
  await using service = await runService({ listen: secureListeners, ...noTimeLimits, maxTlsHandshakes: 3 });
  const idle: PlainSocket[] = [];
  for (let number = 0; number < 5; number++) idle.push(await service.connect());
  await Promise.all(idle.slice(0, 2).map(({ closed }) => closed));
  expect(service.service.status().counters).toMatchObject({ handshakesCrowdedOut: 2, handshakesLate: 0 });
  const client = clientOf(service, { tls: { ca }, connectTimeoutMs: longMs });
  await client.request({ service: null, interface: null, code: 'VS', fields: [] });
  await idle[2]?.closed;
  expect(service.service.status().counters).toMatchObject({ handshakesCrowdedOut: 3, handshakesLate: 0 });
});

test(`${verifies('TLS-4')}a socket that never begins its handshake is closed in time`, async () => {
  await using service = await runService({ listen: secureListeners, tlsHandshakeTimeMs: 100 });
  const idle = [await service.connect(), await service.connect()];
  await Promise.all(idle.map(({ closed }) => closed));
  await expect.poll(() => service.service.status().counters.handshakesLate).toBe(2);
});

test(`${verifies('TLS-1')}what is no certificate or no key is refused at the start, with its place and what to do`, async () => {
  const other = pems(await authority.issue({ subject: '/CN=other', ...here }));
  const folder = certificateFolder();
  const missing = {
    place: `${folder}/none.pem`,
    version: async () => '1',
    read: async () => text(`${folder}/none.pem`),
  };
  const cases = [
    [
      { ...server, certificate: 'none' },
      'the certificate given for TLS holds no certificate in PEM (BEGIN CERTIFICATE)',
    ],
    [{ ...server, key: server.certificate }, 'the key given for TLS holds no private key in PEM (BEGIN PRIVATE KEY)'],
    [
      { ...server, key: other.key },
      'the certificate given for TLS and the key given for TLS do not belong together: give the key that the certificate was made with',
    ],
    [
      { ...server, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----' },
      'the key given for TLS is encrypted: store the key without a passphrase, readable by this program alone',
    ],
    [
      { ...server, certificate: missing },
      `${folder}/none.pem cannot be read (ENOENT: no such file or directory, open '${folder}/none.pem')`,
    ],
  ] as const;
  for (const [tls, message] of cases) {
    await expect(runService({ listen: [{ port: 0, tls }] })).rejects.toMatchObject({ code: 'TLS_SETTINGS', message });
  }
  expect(() => connect({ tls: { certificate: server.certificate } })).toThrow(
    'tls.certificate and tls.key must be given together',
  );
});

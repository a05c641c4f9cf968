import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer as createPlainServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { verifies } from '@sdmp/requirements';
import { type CertificateFiles, createAuthority } from '@sdmp/testkit';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { dial, type DialOptions, explainTls, type TlsDialOptions, TlsFailure } from '../src/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'sdmp-tls-'));
const authority = await createAuthority(directory, '/CN=Ours');

afterAll(() => rmSync(directory, { recursive: true }));

const pem = ({ certificateFile, keyFile }: CertificateFiles) => ({
  cert: readFileSync(certificateFile),
  key: readFileSync(keyFile),
});

async function portOf(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen({ host, port: 0 });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function serverWith(options: TlsOptions): Promise<number> {
  const server = createServer(options, (socket) => void socket.on('error', () => undefined).end('here'));
  server.on('tlsClientError', () => undefined);
  return portOf(server);
}

const trusting = (...files: readonly CertificateFiles[]): TlsDialOptions => ({
  secureContext: createSecureContext({ ca: files.map(({ certificateFile }) => readFileSync(certificateFile)) }),
});

const local = { names: ['IP:127.0.0.1', 'DNS:localhost'] };

async function failureOf(options: Omit<DialOptions, 'host'>): Promise<string> {
  const failure: unknown = await dial({ host: '127.0.0.1', signal: AbortSignal.timeout(20_000), ...options }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(TlsFailure);
  return failure instanceof TlsFailure ? failure.message.replaceAll(String(options.port), 'PORT') : '';
}

test(`${verifies('TLS-1')}a service with a certificate of a known authority is reached, by address and by name`, async () => {
  const port = await serverWith(pem(await authority.issue({ subject: '/CN=here', ...local })));
  for (const host of ['127.0.0.1', 'localhost']) {
    const socket = await dial({ host, port, tls: trusting(authority), lookUp: async () => ['127.0.0.1'] });
    expect(String(await once(socket, 'data'))).toBe('here');
  }
});

test(`${verifies('TLS-1')}what a socket receives may go into a buffer of the caller`, async () => {
  const port = await serverWith(pem(await authority.issue({ subject: '/CN=here', ...local })));
  const buffer = Buffer.alloc(64);
  const received = Promise.withResolvers<string>();
  const callback = (count: number): boolean => {
    received.resolve(buffer.toString('latin1', 0, count));
    return true;
  };
  await dial({ host: '127.0.0.1', port, tls: trusting(authority), socket: { onread: { buffer, callback } } });
  expect(await received.promise).toBe('here');
});

test(`${verifies('TLS-1')}a chain with an intermediate is followed when it is sent, and missed when not`, async () => {
  const middle = await authority.intermediate('/CN=Middle');
  const leaf = pem(await middle.issue({ subject: '/CN=here', ...local }));
  const port = await serverWith({ ...leaf, cert: [leaf.cert, readFileSync(middle.certificateFile)].join('') });
  (await dial({ host: '127.0.0.1', port, tls: trusting(authority) })).destroy();
  expect(await failureOf({ port: await serverWith(leaf), tls: trusting(authority) })).toBe(
    'the certificate of 127.0.0.1:PORT is refused: its authority "CN=Middle" is not trusted here; name the certificate of its authority, and see that the intermediate certificates are sent',
  );
});

test(`${verifies('TLS-1')}a certificate that has expired is refused with the time`, async () => {
  const port = await serverWith(pem(await authority.issue({ subject: '/CN=here', ...local, days: -1 })));
  expect(await failureOf({ port, tls: trusting(authority) })).toMatch(
    /^the certificate of 127\.0\.0\.1:PORT is refused: it expired at \d{4}-\d\d-\d\dT[\d:.]+Z; it must be renewed there$/,
  );
});

test(`${verifies('TLS-1')}a certificate for another name is refused with the names it has; the name can be given`, async () => {
  const port = await serverWith(pem(await authority.issue({ subject: '/CN=x', names: ['DNS:dialer.example'] })));
  expect(await failureOf({ port, tls: trusting(authority) })).toBe(
    'the certificate of 127.0.0.1:PORT is refused: it is for DNS:dialer.example; connect by such a name, or set the server name',
  );
  const tls = { ...trusting(authority), serverName: 'dialer.example' };
  (await dial({ host: '127.0.0.1', port, tls })).destroy();
});

test(`${verifies('TLS-1')}an authority that is not known is named; insecure takes it`, async () => {
  const stranger = await createAuthority(mkdtempSync(join(directory, 'other-')), '/CN=Stranger');
  const port = await serverWith(pem(await stranger.issue({ subject: '/CN=here', ...local })));
  expect(await failureOf({ port, tls: trusting(authority) })).toContain(
    'its authority "CN=Stranger" is not trusted here',
  );
  expect(await failureOf({ port, tls: {} })).toContain('its authority "CN=Stranger" is not trusted here');
  (await dial({ host: '127.0.0.1', port, tls: { insecure: true } })).destroy();
  // An authority whose file is taken away is one that is not known.
  (await dial({ host: '127.0.0.1', port, tls: trusting(authority, stranger) })).destroy();
});

test(`${verifies('TLS-1')}a certificate that signs itself is said to, and is trusted when it is named`, async () => {
  const own = await createAuthority(mkdtempSync(join(directory, 'self-')), '/CN=127.0.0.1');
  const port = await serverWith(pem(own));
  expect(await failureOf({ port, tls: trusting(authority) })).toBe(
    'the certificate of 127.0.0.1:PORT is refused: it signs itself, and is not trusted here; name this certificate as an authority to trust it',
  );
});

test(`${verifies('TLS-1')}a service that speaks nothing newer than TLS 1.1 is refused`, async () => {
  const leaf = pem(await authority.issue({ subject: '/CN=here', ...local }));
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const port = await serverWith({ ...leaf, ...old });
  expect(await failureOf({ port, tls: trusting(authority) })).toBe(
    '127.0.0.1:PORT speaks no version of TLS from 1.2 on',
  );
});

test.each(['ER\\EC9000\0', 'HTTP/1.1 400 Bad Request\r\n\r\n', '\0\0\0\0\0\0'])(
  `${verifies('TLS-4')}a service that answers without TLS is said to`,
  async (answer) => {
    const server = createPlainServer((socket) => void socket.on('error', () => undefined).end(answer, 'latin1'));
    const port = await portOf(server);
    expect(await failureOf({ port, tls: trusting(authority) })).toBe(
      '127.0.0.1:PORT does not speak TLS: connect without TLS, or to its TLS port',
    );
  },
);

test(`${verifies('TLS-4')}a service that ends the connection in the handshake is said to`, async () => {
  const port = await portOf(createPlainServer((socket) => void socket.on('error', () => undefined).destroy()));
  expect(await failureOf({ port, tls: trusting(authority) })).toBe(
    '127.0.0.1:PORT ended the connection in the TLS handshake: it may not speak TLS, or refuse this client',
  );
});

test(`${verifies('TLS-1')}a service that misses the certificate of the client is understood, whenever it says so`, async () => {
  const leaf = pem(await authority.issue({ subject: '/CN=here', ...local }));
  const ca = readFileSync(authority.certificateFile);
  const port = await serverWith({ ...leaf, ca, requestCert: true, rejectUnauthorized: true });
  // TLS 1.3 tells the client after its handshake.
  const socket = await dial({ host: '127.0.0.1', port, tls: trusting(authority) });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(explainTls(error, { host: '127.0.0.1', port }).message).toBe(
    `127.0.0.1:${port} asks for a certificate of this client: give one with its key`,
  );
});

test(`${verifies('CON-1', 'TLS-1')}an abort ends an unfinished handshake`, async () => {
  const silent: TLSSocket[] = [];
  const port = await portOf(createPlainServer((socket) => void silent.push(socket as TLSSocket)));
  const aborting = new AbortController();
  const dialing = dial({ host: '127.0.0.1', port, tls: {}, signal: aborting.signal });
  setTimeout(() => aborting.abort(new Error('enough')), 50);
  await expect(dialing).rejects.toThrow('enough');
});

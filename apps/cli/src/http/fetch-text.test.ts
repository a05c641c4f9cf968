import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer as createPlain, type Server } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { makeCertificates } from '../../test/support/certificates.ts';
import { fetchText } from './fetch-text.ts';

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function failure(url: string): Promise<string> {
  const signal = new AbortController().signal;
  const error: unknown = await fetchText(new URL(url), { token: undefined, signal }).catch((cause: unknown) => cause);
  return error instanceof Error ? error.message.replace(/127\.0\.0\.1:\d+/g, 'HERE') : 'it answered';
}

const answering: RequestListener = (_, response) => void response.end('{}');

test(`${verifies('TOP-1')}a port that HTTP may not use is said to be one`, async () => {
  expect(await failure('http://127.0.0.1:1')).toBe(
    'Cannot connect to HERE (HTTP is not spoken on that port: give the one of the HTTP address, such as 8080)',
  );
});

test(`${verifies('TOP-1')}what is no HTTP, no TLS, or elsewhere is said in words`, async () => {
  const sdmp = await portOf(createPlain((socket) => void socket.on('error', () => undefined).end('ER\\EC9000\0')));
  expect(await failure(`http://127.0.0.1:${sdmp}`)).toBe(
    'Cannot connect to HERE (it answers, and not by HTTP: is that its HTTP address?)',
  );
  const plain = await portOf(createServer(answering));
  expect(await failure(`https://127.0.0.1:${plain}`)).toBe(
    'Cannot connect to HERE (it does not speak TLS: try http://)',
  );
  const elsewhere = await portOf(createServer((_, response) => void response.writeHead(302, { location: '/a' }).end()));
  expect(await failure(`http://127.0.0.1:${elsewhere}`)).toBe(
    'Cannot connect to HERE (it leads somewhere else: give the address that it leads to)',
  );
  const closed = createPlain();
  const port = await portOf(closed);
  closed.close();
  await once(closed, 'close');
  expect(await failure(`http://127.0.0.1:${port}`)).toBe('Cannot connect to HERE (connection refused)');
});

test(`${verifies('TLS-1')}a certificate that is not trusted is named, with what names its authority`, async () => {
  const { server } = await makeCertificates();
  const files = { cert: readFileSync(server.certificateFile), key: readFileSync(server.keyFile) };
  const port = await portOf(createSecure(files, answering));
  expect(await failure(`https://127.0.0.1:${port}`)).toMatch(
    /^Cannot connect to HERE \(the certificate of HERE is refused: .*; NODE_EXTRA_CA_CERTS=FILE names a further authority\)$/,
  );
});

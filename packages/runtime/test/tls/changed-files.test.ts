import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { runService } from '../server/support/running-service.ts';
import { changing, here, pems, testAuthority, text } from './support/certificates.ts';

const authority = await testAuthority('Ours');
const renewed = await testAuthority('Renewed');
const service = { subject: '/CN=service', ...here };
const [first, second] = [pems(await authority.issue(service)), pems(await renewed.issue(service))];
const ca = text(authority.certificateFile);
const bothCa = ca + text(renewed.certificateFile);

const verify = { service: null, interface: null, code: 'VS', fields: ['TK', 'a'] } as const;

async function changingService() {
  const [certificate, key] = [changing(first.certificate), changing(first.key)];
  const running = await runService({ listen: [{ port: 0, tls: { certificate, key } }], tlsFilesIntervalMs: 20 });
  const { port = 0 } = running.service.addresses[0] ?? {};
  const clientWith = (trusted: string) => {
    const client = connect({ port, tls: { ca: trusted }, closeTimeoutMs: 50, reconnectBaseMs: 10 });
    onTestFinished(() => client.close());
    return client;
  };
  const countOf = (event: 'tlsFilesKept' | 'tlsFilesRenewed') => running.service.status().counters[event];
  return { running, certificate, key, port, clientWith, countOf };
}

test(`${verifies('TLS-2')}a renewed certificate counts from the next connection on, and no subscriber is lost`, async () => {
  const { running, certificate, key, clientWith, countOf } = await changingService();
  onTestFinished(() => running[Symbol.asyncDispose]());
  const old = clientWith(ca);
  const reading = old.outcomes({ transactionIdentifier: 'T' })[Symbol.asyncIterator]();
  const next = reading.next();
  await expect.poll(() => running.service.status().transactions.length).toBe(1);
  certificate.write(second.certificate);
  key.write(second.key);
  await expect.poll(() => countOf('tlsFilesRenewed')).toBe(1);
  await clientWith(text(renewed.certificateFile)).request(verify);
  await running.recordNumbered(1, 1);
  expect((await next).value?.sessionIdentifier).toBe('1');
  expect(old.events()).toEqual([]);
  expect(running.service.status().sessions).toBe(2);
});

test.each([
  ['is no certificate', 'nonsense', /holds no certificate in PEM/],
  ['is empty', '', /holds no certificate in PEM/],
  ['belongs to another key', second.certificate, /do not belong together/],
])(
  `${verifies('TLS-2')}a changed certificate that %s is told once, and the one before counts on`,
  async (_, content, why) => {
    const { running, certificate, clientWith, countOf } = await changingService();
    onTestFinished(() => running[Symbol.asyncDispose]());
    certificate.write(content);
    await expect.poll(() => countOf('tlsFilesKept')).toBe(1);
    await clientWith(ca).request(verify);
    expect(running.warnings.find((line) => line.startsWith('The files of TLS'))).toMatch(why);
    certificate.write(first.certificate);
    await expect.poll(() => countOf('tlsFilesRenewed')).toBe(1);
    expect(countOf('tlsFilesKept')).toBe(1);
  },
);

test(`${verifies('TLS-2')}a client reads its authorities again before it connects, and keeps those it has when they are broken`, async () => {
  const { running, certificate, key, port, countOf } = await changingService();
  onTestFinished(() => running[Symbol.asyncDispose]());
  const trusted = changing(ca);
  const client = connect({
    port,
    tls: { ca: trusted },
    closeTimeoutMs: 50,
    reconnectBaseMs: 10,
    requestTimeoutMs: 20_000,
  });
  onTestFinished(() => client.close());
  await client.request(verify);
  trusted.write('broken');
  certificate.write(second.certificate);
  key.write(second.key);
  await expect.poll(() => countOf('tlsFilesRenewed')).toBe(1);
  const statuses = client.status();
  // The socket is ended by its peer; the certificate of the next one is not trusted until its authority is.
  await running.service.close();
  const again = await runService({ listen: [{ port, tls: { certificate, key } }] });
  onTestFinished(() => again[Symbol.asyncDispose]());
  for await (const status of statuses) {
    if (status.kind === 'disconnected' && status.reason.includes('"CN=Renewed" is not trusted here')) break;
  }
  trusted.write(bothCa);
  await client.request(verify);
  const events = client.events().map(({ event }) => event);
  expect(events).toContain('tlsFilesKept');
  expect(events).toContain('tlsFilesRenewed');
});

test(`${verifies('TLS-2')}a certificate that expires within a week is reported, one that was renewed is not any more`, async () => {
  const soon = pems(await authority.issue({ ...service, days: 2 }));
  const [certificate, key] = [changing(soon.certificate), changing(soon.key)];
  await using running = await runService({ listen: [{ port: 0, tls: { certificate, key } }], tlsFilesIntervalMs: 20 });
  expect(running.warnings[0]).toMatch(
    /^The TLS certificate is valid until \d{4}-.*: renew it, the files are read again without a restart/,
  );
  certificate.write(first.certificate);
  key.write(first.key);
  await expect.poll(() => running.service.status().counters.tlsFilesRenewed).toBe(1);
  expect(running.service.status().counters.certificatesExpiring).toBe(1);
});

import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { connect, type ClientTlsOptions } from '../../src/client/index.ts';
import type { TlsListenOptions } from '../../src/server/index.ts';
import { runService } from '../server/support/running-service.ts';
import { ann, bob, someUsers } from '../server/support/some-users.ts';
import { changing, here, pems, testAuthority, text } from './support/certificates.ts';

const authority = await testAuthority('Ours');
const clients = await testAuthority('Clients');
const stranger = await testAuthority('Stranger');
const server = pems(await authority.issue({ subject: '/CN=service', ...here }));
const ca = text(authority.certificateFile);
const clientCa = text(clients.certificateFile);
const annByName = pems(await clients.issue({ subject: '/O=north/CN=ann' }));
const annByUri = pems(await clients.issue({ subject: '/CN=machine 7', names: ['URI:sdmp://north/ann'] }));
const nobody = pems(await clients.issue({ subject: '/O=north/CN=zoe' }));
const nameless = pems(await clients.issue({ subject: '/O=north' }));
const foreign = pems(await stranger.issue({ subject: '/O=north/CN=ann' }));
const expired = pems(await clients.issue({ subject: '/O=north/CN=ann', days: -1 }));

const verify = { service: null, interface: null, code: 'VS', fields: ['TK', 'a'] } as const;

async function secureService(tls: Partial<TlsListenOptions>, withUsers = false) {
  const users = withUsers ? { users: await someUsers(ann, bob) } : {};
  const listen = [{ port: 0, tls: { ...server, clientCa, ...tls } }];
  const running = await runService({ listen, tlsFilesIntervalMs: 20, ...users });
  const { port = 0 } = running.service.addresses[0] ?? {};
  const clientWith = (own: Partial<ClientTlsOptions>, more: Parameters<typeof connect>[0] = {}) => {
    const client = connect({ port, tls: { ca, ...own }, closeTimeoutMs: 50, reconnectBaseMs: 10, ...more });
    onTestFinished(() => client.close());
    return client;
  };
  const refusalOf = async (own: Partial<ClientTlsOptions>): Promise<string> => {
    const client = clientWith(own);
    client.request(verify, { timeoutMs: 5000 }).catch(() => undefined);
    for await (const status of client.status()) if (status.kind === 'disconnected') return status.reason;
    return 'it was not refused';
  };
  return { running, clientWith, refusalOf };
}

test.each([
  ['none', {}, 'none was given, and this port asks for one'],
  ['one of another authority', foreign, 'its authority "CN=Stranger" is not trusted here'],
  ['one that has expired', expired, 'it expired at '],
])(`${verifies('TR-3')}a client with %s is refused in words on both sides`, async (_, own, why) => {
  const { running, refusalOf } = await secureService({});
  onTestFinished(() => running[Symbol.asyncDispose]());
  const words = `The certificate of the client is refused: ${why}`;
  expect(await refusalOf(own)).toContain(words);
  expect(running.warnings[0]).toMatch(
    new RegExp(`^The certificate of the client at 127\\.0\\.0\\.1:\\d+ is refused: ${why}`),
  );
  expect(running.service.status().sessions).toBe(0);
});

test(`${verifies('TR-3')}a client with a certificate of the authority gets in, one without only where it is optional`, async () => {
  const { running, clientWith } = await secureService({ clientCertificateOptional: true });
  onTestFinished(() => running[Symbol.asyncDispose]());
  await clientWith(annByName).request(verify);
  await clientWith({}).request(verify);
  expect(running.service.status().counters.certificatesRefused).toBe(0);
});

test(`${verifies('TR-3', 'TLS-2')}an authority that is removed lets nobody in any more, not by a resumed session either`, async () => {
  const authorities = changing(clientCa);
  const { running, clientWith, refusalOf } = await secureService({ clientCa: authorities });
  onTestFinished(() => running[Symbol.asyncDispose]());
  const before = clientWith(annByName);
  await before.request(verify);
  authorities.write(text(stranger.certificateFile));
  await expect.poll(() => running.service.status().counters.tlsFilesRenewed).toBe(1);
  expect(await refusalOf(annByName)).toContain('is not trusted here');
  // Who is connected stays.
  await before.request(verify);
});

test.each([
  ['its subject', annByName],
  ['an alternative name', annByUri],
])(
  `${verifies('TLS-3', 'AU-3')}a certificate names the user by %s: no UA is needed, and the tenant is theirs`,
  async (_, own) => {
    const { running, clientWith } = await secureService({ userFromCertificate: true }, true);
    onTestFinished(() => running[Symbol.asyncDispose]());
    const client = clientWith(own);
    await client.request(verify);
    const outcomes = client.outcomes({ transactionIdentifier: 'T' })[Symbol.asyncIterator]();
    const next = outcomes.next();
    await expect.poll(() => running.service.status().transactions).toMatchObject([{ tenant: 'north' }]);
    await running.record(String.raw`OZ\TDsouth\CNA\SI1\RE10`, String.raw`OZ\TDnorth\CNA\SI2\RE10`);
    expect((await next).value?.sessionIdentifier).toBe('2');
  },
);

test(`${verifies('TLS-3', 'AU-1')}UA may confirm the user of the certificate, and can name no other`, async () => {
  const { running, clientWith } = await secureService({ userFromCertificate: true }, true);
  onTestFinished(() => running[Symbol.asyncDispose]());
  const as = ({ tenant, name, password }: typeof ann) => ({
    credentials: { tenantDescriptor: tenant, userIdentifier: name, password },
  });
  await clientWith(annByName, as(ann)).request(verify);
  await expect(clientWith(annByName, as(bob)).request(verify)).rejects.toMatchObject({
    code: 'AUTHENTICATION_REFUSED',
  });
  await expect(clientWith(annByName, as({ ...ann, password: 'wrong' })).request(verify)).rejects.toMatchObject({
    code: 'AUTHENTICATION_REFUSED',
  });
  expect(running.warnings).toContainEqual(
    expect.stringMatching(/^An authentication as another user than its certificate names from 127\.0\.0\.1 failed$/),
  );
});

test.each([
  ['a user who is not known', nobody, 'it names a user who is not known here'],
  ['no user', nameless, 'it names no user: neither URI:sdmp://TENANT/USER among its alternative names, nor CN'],
])(`${verifies('TLS-3')}a certificate that names %s is refused in words`, async (_, own, why) => {
  const { running, refusalOf } = await secureService({ userFromCertificate: true }, true);
  onTestFinished(() => running[Symbol.asyncDispose]());
  expect(await refusalOf(own)).toBe(`The certificate of the client is refused: ${why}`);
});

test(`${verifies('TLS-3', 'AU-2')}who has no certificate, where it is optional, must authenticate by UA`, async () => {
  const { running, clientWith } = await secureService(
    { userFromCertificate: true, clientCertificateOptional: true },
    true,
  );
  onTestFinished(() => running[Symbol.asyncDispose]());
  await expect(clientWith({}).request(verify)).rejects.toMatchObject({ code: 'REQUEST_REJECTED', errorCode: 9020 });
  const credentials = { tenantDescriptor: bob.tenant, userIdentifier: bob.name, password: bob.password };
  await clientWith({}, { credentials }).request(verify);
});

test(`${verifies('TLS-3')}certificates cannot name users where there are none, nor without an authority`, async () => {
  await expect(secureService({ userFromCertificate: true })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  const tls = { ...server, userFromCertificate: true };
  await expect(runService({ listen: [{ port: 0, tls }], users: await someUsers(ann) })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
  });
});

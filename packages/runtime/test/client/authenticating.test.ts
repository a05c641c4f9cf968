import { openMemoryJournal } from '@sdmp/journal';
import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { type Client, connect } from '../../src/client/index.ts';
import { startOutcomeService } from '../../src/server/index.ts';
import { ann, bob, someUsers } from '../server/support/some-users.ts';
import { recordOf } from '../server/support/running-service.ts';
import { outcome, StatusReader, take } from './support/readers.ts';
import { type ScriptedConnection, ScriptedService } from './support/scripted-service.ts';

const quick = { closeTimeoutMs: 50, reconnectBaseMs: 1 };
const credentials = { tenantDescriptor: 'north', userIdentifier: 'ann', password: 'a n n' };
const request = String.raw`UA\PWa n n\QIann\TDnorth`;
const yes = String.raw`US\TDnorth\ANann\RS0\PG2`;

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Begins to read and answers with what that comes to. */
function reading(client: Client): Promise<number[]> {
  return take(client.outcomes({ persistToken: 't' })[Symbol.asyncIterator](), 1);
}

async function authenticated(connection: ScriptedConnection): Promise<void> {
  expect(await connection.next()).toBe(request);
  connection.send(yes);
}

test(`${verifies('CL-3', 'CL-5')}after each connect UA comes first and alone; the rest waits for US`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, credentials, dataFraming: 'json' });
  const status = new StatusReader(client);
  const outcomes = reading(client);
  const answer = client.request({ service: null, interface: null, code: 'VS', fields: [] }).catch(() => undefined);
  const first = await service.connection();
  expect(await first.next()).toBe(request);
  await status.next('authenticating');
  expect(first.received).toHaveLength(1);
  first.send('DA', yes);
  const following = [await first.next(), await first.next()];
  expect(following.map((frame) => frame.slice(0, 2))).toEqual(['SP', 'EO']);
  await status.next('live');
  expect(status.kinds).toEqual(['connecting', 'authenticating', 'subscribed', 'live']);
  first.kill();
  await answer;

  const second = await service.connection();
  await authenticated(second);
  await second.nextOf('EO');
  second.send(outcome(7));
  expect(await outcomes).toEqual([7]);
});

test.each([
  [1, /the user does not exist/],
  [2, /the password is wrong/],
  [3, /badly formed/],
  [5, /locked out/],
  [42, /not known/],
])(
  `${verifies('CL-3', 'AU-1')}status %i is final: no other attempt, and the error has a cause and no password`,
  async (code, words) => {
    await using service = await ScriptedService.start();
    await using client = connect({ port: service.port, ...quick, credentials });
    const status = new StatusReader(client);
    const failures = Promise.all([
      failureOf(reading(client)),
      failureOf(client.request({ service: null, interface: null, code: 'VS', fields: [] })),
    ]);
    const first = await service.connection();
    await first.next();
    first.send(`US\\TDnorth\\ANann\\RS${code}\\PG0`);
    for (const failure of await failures) {
      expect(failure).toMatchObject({
        code: 'AUTHENTICATION_REFUSED',
        retryable: false,
        resourceStatus: code,
        message: expect.stringMatching(words),
      });
      expect(String(failure)).not.toContain('a n n');
    }
    await first.closed();
    await status.next('refused');
    expect(status.kinds).toEqual(['connecting', 'authenticating', 'authenticationRefused', 'refused']);
    expect(service.connections).toHaveLength(1);
  },
);

test(`${verifies('CL-3')}who subscribes again after a refusal authenticates again, with the password of then`, async () => {
  const passwords = ['wrong', 'a n n'];
  await using service = await ScriptedService.start();
  const password = (): Promise<string> => Promise.resolve(passwords.shift() ?? '');
  await using client = connect({ port: service.port, ...quick, credentials: { ...credentials, password } });
  const refused = failureOf(reading(client));
  const first = await service.connection();
  expect(await first.next()).toBe(String.raw`UA\PWwrong\QIann\TDnorth`);
  first.send(String.raw`US\TDnorth\ANann\RS2\PG0`);
  expect(await refused).toMatchObject({ code: 'AUTHENTICATION_REFUSED' });
  const outcomes = reading(client);
  const second = await service.connection();
  await authenticated(second);
  await second.nextOf('EO');
  second.send(outcome(1));
  expect(await outcomes).toEqual([1]);
});

test(`${verifies('CL-3', 'EO-10')}an older release knows the user as an agent; SDMP 2 says the interface`, async () => {
  await using service = await ScriptedService.start();
  const options = { port: service.port, ...quick, credentials };
  await using older = connect({ ...options, release: '10.7.127' });
  await using routed = connect({ ...options, routed: true });
  const outcomes = [reading(older), reading(routed)].map(failureOf);
  const frames = [await (await service.connection()).next(), await (await service.connection()).next()];
  expect(frames.toSorted()).toEqual([String.raw`CG:AG:UA\PWa n n\QIann\TDnorth`, String.raw`UA\ANann\PWa n n\TDnorth`]);
  await Promise.all([older.close(), routed.close(), ...outcomes]);
});

test.each<[string, (connection: ScriptedConnection) => void]>([
  ['the socket dies', (connection) => connection.kill()],
  ['nothing is said in time', () => undefined],
  [
    'the service cannot check it now',
    (connection) => connection.send(`ER\\EC${serviceErrors.unavailable.code}\\FM"UA"`),
  ],
  ['the answer has no status', (connection) => connection.send('US')],
])(`${verifies('CL-3', 'CL-7')}where %s instead of US, another attempt is made`, async (_, happen) => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, credentials, authenticationTimeoutMs: 300 });
  const outcomes = reading(client);
  const first = await service.connection();
  await first.next();
  happen(first);
  const second = await service.connection();
  await authenticated(second);
  await second.nextOf('EO');
  second.send(outcome(1));
  expect(await outcomes).toEqual([1]);
});

test(`${verifies('CL-3')}an ER to UA is final too, and its copy of the password goes nowhere`, async () => {
  const said: unknown[] = [];
  const say = (...words: readonly unknown[]): number => said.push(JSON.stringify(words));
  const logger = { debug: say, info: say, warn: say, error: say };
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, credentials, logger });
  const failure = failureOf(reading(client));
  const first = await service.connection();
  first.send(`ER\\EC${serviceErrors.authenticationOff.code}\\FM"${await first.next()}"`);
  expect(await failure).toMatchObject({ code: 'AUTHENTICATION_REFUSED', errorCode: 9018 });
  expect(String(await failure) + said.join('')).not.toContain('a n n');
});

test.each([
  { password: '' },
  { password: 'a\\b' },
  { password: 'x'.repeat(81) },
  { tenantDescriptor: 'no/rth' },
  { userIdentifier: '' },
])('credentials that no UA can hold are refused at once: %j', (wrong) => {
  expect(() => connect({ credentials: { ...credentials, ...wrong } })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringMatching(/^credentials: (PW|TD|QI) /) }),
  );
});

test(`${verifies('CL-3')}a password that the encoding cannot write is not sent as another one`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, credentials: { ...credentials, password: 'snow ☃' } });
  const failure = await failureOf(reading(client));
  expect(failure).toMatchObject({ code: 'AUTHENTICATION_REFUSED', message: expect.stringContaining('windows-1252') });
  expect(String(failure)).not.toContain('snow');
  expect((await service.connection()).received).toEqual([]);
});

test(`${verifies('CL-3', 'CL-5')}a password that cannot be had is asked for again`, async () => {
  let asked = 0;
  const password = (): Promise<string> => {
    if (++asked === 1) throw new Error('the vault is sealed');
    return Promise.resolve('a n n');
  };
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, ...quick, credentials: { ...credentials, password } });
  const status = new StatusReader(client);
  const outcomes = reading(client);
  expect((await status.next('disconnected')).reason).toBe('the password cannot be had: the vault is sealed');
  await service.connection();
  const second = await service.connection();
  await authenticated(second);
  await second.nextOf('EO');
  second.send(outcome(1));
  expect(await outcomes).toEqual([1]);
});

test(`${verifies('CL-8')}closing while the service thinks about the user ends at once`, async () => {
  await using service = await ScriptedService.start();
  const client = connect({ port: service.port, ...quick, credentials });
  const outcomes = reading(client);
  const first = await service.connection();
  await first.next();
  await client.close();
  expect(await outcomes).toEqual([]);
  await first.closed();
});

test(`${verifies('CL-3', 'AU-1', 'AU-3')}two clients of different tenants get each their own`, async () => {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }], users: await someUsers(ann, bob) });
  onTestFinished(() => service.close());
  const port = service.addresses[0]?.port ?? 0;
  const clients = [ann, bob].map(({ tenant, name, password }) =>
    connect({ port, ...quick, credentials: { tenantDescriptor: tenant, userIdentifier: name, password } }),
  );
  const outcomes = clients.map((client) => take(client.outcomes({ persistToken: 'app' })[Symbol.asyncIterator](), 1));
  await Promise.all(clients.map((client) => new StatusReader(client).next('live')));
  await journal.append([String.raw`OZ\TDsouth\SI2\RE10`, String.raw`OZ\TDnorth\SI1\RE10`].map(recordOf));
  expect(await Promise.all(outcomes)).toEqual([[1], [2]]);
  await Promise.all(clients.map((client) => client.close()));
});

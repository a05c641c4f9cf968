import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { numbered, recordOf, type ServiceUnderTest, runService } from './support/running-service.ts';

async function running(options: Parameters<typeof runService>[0] = {}): Promise<ServiceUnderTest> {
  const service = await runService(options);
  onTestFinished(() => service[Symbol.asyncDispose]());
  return service;
}

/** What status says of an event. */
const happened = ({ service }: ServiceUnderTest, event: string) =>
  service.status().events.find((record) => record.event === event);

test('a socket above the limit is refused with a line, a count and a place in status', async () => {
  const service = await running({ maxSessions: 1 });
  const first = await service.connect();
  const refused = await service.connect();
  await refused.closed;
  expect(service.service.status().counters.sessionsRefused).toBe(1);
  const record = happened(service, 'sessionsRefused');
  expect(record).toMatchObject({ level: 'warn', count: 1 });
  expect(record?.line).toMatch(/^A socket from 127\.0\.0\.1:\d+ was refused: 1 is open, the limit is 1$/);
  expect(service.warnings).toContain(record?.line);
  await first.end();
});

test(`${verifies('ER-3')}frames that are no messages, and the socket that is closed for them, are told; what they held is not`, async () => {
  const service = await running({ maxUnreadableInRow: 3 });
  const client = await service.connect();
  client.send('\\secret one', '\\secret two', '\\secret three');
  await client.closed;
  expect(happened(service, 'framesUnreadable')?.count).toBe(3);
  expect(happened(service, 'sessionsUnreadable')?.line).toMatch(/3 frames in a row were no messages$/);
  expect(service.warnings.join('\n')).not.toContain('secret');
});

test('a rejected request is told with its error and without its content', async () => {
  const service = await running();
  const client = await service.connect();
  client.send(String.raw`EO\FO\TD0123456789`);
  expect(await client.next()).toMatch(/^ER\\EC803/);
  expect(happened(service, 'requestsRejected')?.line).toMatch(/^A request from \S+ was rejected: EC 803, /);
  expect(service.warnings.join('\n')).not.toContain('0123456789');
});

test('a reader that leaves too much unacknowledged is told of once, not once per outcome', async () => {
  const service = await running({ maxUnacknowledged: 10, writeBytes: 100 });
  const client = await service.connect();
  client.send(String.raw`EO\TXa\PStoken\FO\SO\TKon`, String.raw`VS\TKack:0`);
  while ((await client.next()) !== String.raw`MV\TKack:0`);
  await service.recordNumbered(1, 400);
  for (let outcomes = 0; outcomes < 10; ) if ((await client.next()).startsWith('OZ')) outcomes++;
  await expect.poll(() => happened(service, 'deliveriesHeld')?.count).toBe(1);
  expect(happened(service, 'deliveriesHeld')?.line).toMatch(/outcomes are not acknowledged, the limit is 10$/);
});

test('a journal that cannot be read for a subscriber is told each time it is tried, and delivery continues', async () => {
  const whole = await openMemoryJournal();
  onTestFinished(() => whole.close());
  let isAway = true;
  const journal: Journal = new Proxy(whole, {
    get: (target, name) => {
      if (name === 'read' && isAway) return () => Promise.reject(new Error('the disk is away'));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const service = await running({ journal });
  const client = await service.connect();
  client.send(String.raw`EO\TXa\PStoken\FO\SO\TKon`);
  expect(await client.next()).toBe(String.raw`MV\TKon`);
  await whole.append([recordOf(`OZ${numbered(1)}`)]);
  await expect.poll(() => happened(service, 'deliveryReadsFailed')?.count).toBe(2);
  expect(happened(service, 'deliveryReadsFailed')?.line).toBe(
    'The journal cannot be read for transaction a; delivery is tried again in 1000 ms',
  );
  isAway = false;
  while (!(await client.next()).startsWith('OZ'));
});

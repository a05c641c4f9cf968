import { verifies } from '@sdmp/requirements';
import { startBlackHole } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { ScriptedService } from './support/scripted-service.ts';

const lookUp = (...addresses: string[]) => ({ host: 'dialer.example', lookUp: () => Promise.resolve(addresses) });

test(`${verifies('CON-1')}a client reaches a service behind an address that never answers, and one that refuses`, async () => {
  await using service = await ScriptedService.start();
  const { port } = service;
  await using hole = await startBlackHole({ host: '127.0.0.4', port });
  await using client = connect({ port, ...lookUp(hole.host, '127.0.0.7', '127.0.0.1'), closeTimeoutMs: 50 });
  const subscription = client.outcomes({ transactionIdentifier: 'T' });
  const first = subscription[Symbol.asyncIterator]().next();
  const connection = await service.connection();
  expect(await connection.nextOf('EO')).toContain(String.raw`\TXT`);
  connection.send(String.raw`OZ\TXT\CNSales1\RE10`);
  expect((await first).value?.campaignName).toBe('Sales1');
  expect(client.events().map(({ event }) => event)).not.toContain('disconnects');
});

test(`${verifies('CON-1')}a client reaches a service that takes a second to connect, beside a dead address`, async () => {
  await using slow = await startBlackHole({ host: '127.0.0.5' });
  await using dead = await startBlackHole({ host: '127.0.0.6', port: slow.port });
  const limits = { answerTimeoutMs: 500, closeTimeoutMs: 50, connectTimeoutMs: 30_000 };
  await using client = connect({ port: slow.port, ...lookUp(slow.host, dead.host), ...limits });
  const reader = client.outcomes({ persistToken: 'p' }).batches();
  reader.next().catch(() => undefined);
  const answering = setTimeout(() => slow.answer(), 700);
  onTestFinished(() => clearTimeout(answering));
  for await (const status of client.status()) {
    if (status.kind !== 'disconnected') continue;
    // It was connected, then: what is there accepts, and answers nothing.
    expect(status.reason).toBe('a request was not answered in time');
    return;
  }
});

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { decode } from '@sdmp/codec';
import type { Outcome } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import { expect, onTestFinished, test } from 'vitest';
import { type ClientStatus, connect, RequestRejectedError } from '../../src/client/index.ts';
import { outcome } from './support/readers.ts';
import { ScriptedService } from './support/scripted-service.ts';

/** A client with one subscription that has received `frames` in one batch, and what it reported on the way. */
async function received(...frames: readonly string[]) {
  const service = await ScriptedService.start();
  const client = connect({ port: service.port, closeTimeoutMs: 50 });
  onTestFinished(async () => {
    await client.close();
    await service[Symbol.asyncDispose]();
  });
  const subscription = client.outcomes({ persistToken: 't' });
  const batches = subscription.batches();
  const first = batches.next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  connection.send(...frames);
  const { value } = await first;
  const batch: readonly Outcome[] = value ?? [];
  const { value: status } = await client.status().next();
  return { client, subscription, batch, status };
}

test('console.log shows where a client connects to and how that stands', async () => {
  const { client } = await received(outcome(1));
  const shown = inspect(client);
  expect(shown).toContain("host: '127.0.0.1'");
  expect(shown).toMatch(/state: '\w+'/);
  expect(shown).toContain("subscriptions: [ 't' ]");
  expect(inspect({ a: { b: { c: client } } })).toContain('[OutcomeClient]');
});

test('console.log shows no password of a client', () => {
  const client = connect({
    credentials: { tenantDescriptor: 'default', userIdentifier: 'crm', password: 'not to be shown' },
  });
  onTestFinished(() => client.close());
  expect(inspect(client, { depth: 10, showHidden: true })).not.toContain('not to be shown');
});

test('console.log shows what a subscription asked for, and whether it has begun', async () => {
  const client = connect({ closeTimeoutMs: 50 });
  onTestFinished(() => client.close());
  const waiting = client.outcomes({ persistToken: 't' });
  expect(inspect(waiting)).toContain("request: 'EnumerateOutcomes'");
  expect(inspect(waiting)).toContain("state: 'notStarted'");
  const { subscription } = await received(outcome(1));
  expect(inspect(subscription)).toContain("state: 'open'");
});

test('batches, statuses and messages that differ are unequal in test runners, and plain ones can be cloned', async () => {
  const one = await received(outcome(1));
  const other = await received(outcome(2));
  expect(one.batch).not.toEqual(other.batch);
  assert.notDeepEqual(one.batch, other.batch);
  expect(one.batch.map(({ message }) => message)).not.toEqual(other.batch.map(({ message }) => message));
  const { status } = one;
  expect(structuredClone(status)).toEqual(status);
  const changed: ClientStatus | undefined = status === undefined ? undefined : { ...status, missed: status.missed + 1 };
  expect(status).not.toEqual(changed);
});

test('console.log shows the codes and values of a message', () => {
  const shown = inspect(decode(String.raw`CG:MA:OZ\TXa\CNSales1\RE10`));
  expect(shown).toContain("service: 'CG'");
  expect(shown).toContain("[ 'CN', 'Sales1' ]");
});

test('errors that differ in code, words or answer are unequal in test runners', () => {
  const closed = new SdmpError('CLOSED', 'the client is closed');
  expect(closed).toEqual(new SdmpError('CLOSED', 'the client is closed'));
  for (const other of [
    new SdmpError('ABORTED', 'the client is closed'),
    new SdmpError('CLOSED', 'the link is closed'),
    new SdmpError('CLOSED', 'the client is closed', { retryable: true }),
  ]) {
    expect(closed).not.toEqual(other);
    assert.notDeepEqual(closed, other);
  }
  expect(inspect(closed)).toContain("code: 'CLOSED'");
  expect(RequestRejectedError.prototype).toBeInstanceOf(SdmpError);
});

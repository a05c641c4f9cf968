import type { ServerResponse } from 'node:http';
import { verifies } from '@sdmp/requirements';
import { startBlackHole } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { plainOutcomes } from '../src/suite/index.ts';
import { type WebhookOptions, webhookSink } from '../src/webhook/index.ts';
import { WebhookReceiver } from './support/webhook-receiver.ts';

const never = new AbortController().signal;

/** A receiver that answers as the test says, and the notices of a sink that posts to it. */
async function answering(answer: (response: ServerResponse) => void, options: Partial<WebhookOptions> = {}) {
  const receiver = await WebhookReceiver.start();
  receiver.answer = () => answer;
  const notices: string[] = [];
  const sink = webhookSink({ url: receiver.url, parallel: 1, ...options });
  await sink.open(never, (line) => void notices.push(line));
  onTestFinished(async () => {
    await sink.close();
    await receiver.stop();
  });
  return { sink, notices, receiver };
}

test('a receiver that answers 200 and does not end its answer has taken the outcomes; a notice says what it does', async () => {
  const { sink, notices, receiver } = await answering((response) => {
    response.writeHead(200).write('thank you');
  });
  expect(await sink.deliver(plainOutcomes(3), never)).toEqual([]);
  expect(await sink.deliver(plainOutcomes(3), never)).toEqual([]);
  expect(receiver.requests).toHaveLength(2);
  expect(notices[0]).toMatch(/^127\.0\.0\.1:\d+ answers 200 and does not end its answer within 1000 ms/);
});

test('the status of an answer without an end counts when it is a refusal, too', async () => {
  const { sink } = await answering((response) => {
    response.writeHead(503, { 'retry-after': '7' }).write('later');
  });
  const delivered = sink.deliver(plainOutcomes(1), never);
  await expect(delivered).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryAfterMs: 7000 });
  await expect(delivered).rejects.toThrow(/answered 503/);
});

test('an answer that never ends costs its connection, and is told', async () => {
  const { sink, notices } = await answering((response) => {
    response.writeHead(200);
    const piece = 'x'.repeat(32 * 1024);
    const more = (): void => {
      if (!response.destroyed) response.write(piece, more);
    };
    more();
  });
  expect(await sink.deliver(plainOutcomes(1), never)).toEqual([]);
  expect(notices[0]).toMatch(/answers with more than 65536 bytes/);
});

test('a receiver that sends no status is told as what it is: no answer in time', async () => {
  const { sink } = await answering(() => undefined, { timeoutMs: 300 });
  await expect(sink.deliver(plainOutcomes(1), never)).rejects.toThrow(/no answer within 300 ms/);
});

test(`${verifies('CON-1')}a webhook reaches a receiver behind an address that never answers`, async () => {
  const receiver = await WebhookReceiver.start();
  onTestFinished(() => receiver.stop());
  const url = new URL(receiver.url);
  await using hole = await startBlackHole({ host: '127.0.0.4', port: Number(url.port) });
  url.hostname = 'receiver.example';
  const sink = webhookSink({ url: url.href, lookUp: () => Promise.resolve([hole.host, '127.0.0.1']) });
  onTestFinished(() => sink.close());
  await sink.open(never);
  expect(await sink.deliver(plainOutcomes(5), never)).toEqual([]);
  expect(receiver.ids.size).toBe(5);
});

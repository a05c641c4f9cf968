import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connectWith } from '../../src/client/client.ts';
import { type FakeEdges, fakeEdges } from './support/fake-edges.ts';
import { outcome } from './support/readers.ts';

function probes({ sockets }: FakeEdges): { readonly atMs: number; readonly frame: string }[] {
  return sockets.flatMap(({ written }) => written.filter(({ frame }) => frame.startsWith('VS')));
}

test(`${verifies('ACK-1')}by default a quiet connection is probed every five seconds`, () => {
  const edges = fakeEdges();
  void connectWith({}, edges).outcomes({ persistToken: 't' }).batches().next();
  edges.clock.pass(60_000);
  expect(probes(edges).map(({ atMs }) => atMs)).toEqual(Array.from({ length: 13 }, (_, at) => at * 5000));
  expect(edges.sockets).toHaveLength(1);
});

test(`${verifies('ACK-1')}a busy one once a second, however fast the reader is`, async () => {
  const edges = fakeEdges();
  const reader = connectWith({}, edges).outcomes({ persistToken: 't' })[Symbol.asyncIterator]();
  let next = reader.next();
  for (let number = 1; number <= 100; number++) {
    edges.clock.pass(100);
    edges.sockets[0]?.send(outcome(number));
    await next;
    next = reader.next();
  }
  edges.clock.pass(1000);
  const sent = probes(edges);
  expect(sent.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 12 }, (_, at) => at * 1000));
  expect(sent.at(-1)?.frame).toBe(String.raw`VS\TKack:100`);
});

test(`${verifies('ACK-1')}a service of ours, which gives places, is acknowledged as soon as it is worth it, once at a time`, async () => {
  const edges = fakeEdges();
  const limits = { queueBytes: 32_000, replayWindowBytes: 64_000 };
  const reader = connectWith(limits, edges).outcomes({ persistToken: 't' }).batches();
  const first = reader.next();
  edges.clock.pass(10);
  const [socket] = edges.sockets;
  const place = (number: number): string => String.raw`OZ\TXt\ZPj.${number}.5\SI${'x'.repeat(100)}`;
  socket?.send(...Array.from({ length: 20 }, (_, at) => place(at + 1)));
  await first;
  void reader.next();
  socket?.send(place(21), place(22));
  expect(probes(edges).map(({ frame }) => frame)).toEqual([String.raw`VS\TKack:0`, String.raw`VS\TKack:20`]);
  expect(edges.clock.now()).toBe(10);
});

test(`${verifies('ACK-1', 'CL-8')}closing acknowledges without waiting for the beat`, async () => {
  const edges = fakeEdges();
  const client = connectWith({}, edges);
  const reader = client.outcomes({ persistToken: 't' }).batches();
  const first = reader.next();
  edges.clock.pass(10);
  edges.sockets[0]?.send(outcome(1), outcome(2));
  await first;
  const last = reader.next();
  const closed = client.close();
  expect(probes(edges).at(-1)).toEqual({ atMs: 10, frame: String.raw`VS\TKack:2` });
  edges.clock.pass(10);
  await closed;
  expect((await last).done).toBe(true);
});

test(`${verifies('ACK-4', 'CL-2')}a service that falls silent is left after fifteen seconds, for one attempt after another`, () => {
  const edges = fakeEdges();
  void connectWith({}, edges).outcomes({ persistToken: 't' }).batches().next();
  edges.clock.pass(1000);
  edges.answer = () => [];
  edges.clock.pass(120_000);
  // Half of 200, 400, 800 ms after each; an answer that does not come ends an attempt after ten seconds.
  expect(edges.sockets.map(({ openedAtMs }) => openedAtMs).slice(0, 4)).toEqual([0, 15_100, 25_300, 35_700]);
  expect(edges.sockets.filter(({ isOpen }) => isOpen).length).toBeLessThanOrEqual(1);
});

test(`${verifies('CL-8')}a closed client leaves no timer behind`, async () => {
  const edges = fakeEdges();
  const client = connectWith({}, edges);
  const batch = client.outcomes({ persistToken: 't' }).batches().next();
  edges.clock.pass(100);
  edges.sockets[0]?.lose();
  const closed = client.close();
  await Promise.all([closed, batch]);
  expect(edges.clock.pending).toBe(0);
  expect(edges.sockets.some(({ isOpen }) => isOpen)).toBe(false);
});

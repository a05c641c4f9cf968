import { openMemoryJournal } from '@sdmp/journal';
import { withDamage } from '@sdmp/journal/conformance';
import { type Client, connect } from '@sdmp/runtime';
import { openMemorySinkState, type Sink, SinkRunner } from '@sdmp/sinks';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { OutcomeLife } from '../../src/http/outcomes/schema.ts';
import { outcomeLifeSchema } from '../../src/http/outcomes/schema.ts';
import {
  deadLetterGroupSchema,
  type DeadLettersPage,
  type SinkEntry,
  sinksSchema,
} from '../../src/http/sinks/schema.ts';
import { runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

/** A receiver that refuses every tenth outcome until it is told otherwise. */
class Picky implements Sink {
  readonly kind = 'picky';
  readonly taken: number[] = [];
  isPicky = true;
  /** What it answers of an outcome that it refuses. */
  says: ((position: number, telephone: string) => string) | undefined;

  async open(): Promise<void> {}

  async deliver(batch: Parameters<Sink['deliver']>[0]): ReturnType<Sink['deliver']> {
    const wrong = batch.filter(({ position }) => this.isPicky && position % 10 === 0);
    const bad = new Set(wrong.map(({ position }) => position));
    this.taken.push(...batch.map(({ position }) => position).filter((position) => !bad.has(position)));
    return wrong.map(({ position, outcome: { telephoneNumber = '' } }) => ({
      position,
      reason: 'not today',
      ...(this.says === undefined ? {} : { answer: this.says(position, telephoneNumber) }),
    }));
  }

  async close(): Promise<void> {}
}

async function runWithSink() {
  const sink = new Picky();
  const runners: SinkRunner[] = [];
  const filter = { campaign: 'Sales' };
  const api = await runApi({ parts: { sinks: () => runners.map((runner) => ({ runner, filter })) } });
  const state = openMemorySinkState();
  const runner = new SinkRunner({ name: 'crm', sink, journal: api.journal, filter, state, batch: { waitMs: 0 } });
  runners.push(runner);
  runner.start();
  onTestFinished(async () => {
    await runner.close();
    state.close();
  });
  const until = async (isSo: (entry: SinkEntry) => boolean): Promise<SinkEntry> => {
    for (;;) {
      const entry = await api.get<SinkEntry>('/sinks/crm');
      if (isSo(entry)) return entry;
    }
  };
  return { ...api, sink, runner, until };
}

test('a sink is shown as it is, paused and resumed', async () => {
  const { get, ask, record, until } = await runWithSink();
  await record(salesFrames(20));
  const entry = await until(({ backlog, delivered }) => backlog === 0 && delivered > 0);
  expect(entry).toMatchObject({
    name: 'crm',
    kind: 'picky',
    state: 'running',
    position: 20,
    delivered: 8,
    refused: 2,
    deadLetters: 2,
  });
  expect(sinksSchema.parse(await get('/sinks'))).toHaveLength(1);
  expect((await ask('/sinks/crm/pause', { method: 'POST' })).status).toBe(204);
  expect(await until(({ state }) => state === 'paused')).toMatchObject({ pausedBecause: 'requested' });
  await record(salesFrames(4, 20));
  expect((await ask('/sinks/crm/resume', { method: 'POST' })).status).toBe(204);
  await until(({ position }) => position === 24);
  expect((await ask('/sinks/other')).status).toBe(404);
});

test('dead letters are listed page by page, replayed and discarded', async () => {
  const { get, post, record, until, sink } = await runWithSink();
  await record(salesFrames(100));
  await until(({ position }) => position === 100);
  const first = await get<DeadLettersPage>('/sinks/crm/dead-letters?limit=3');
  expect(first.deadLetters.map(({ position }) => position)).toEqual([0, 10, 20]);
  expect(first.deadLetters[0]).toMatchObject({
    reason: 'not today',
    attempts: 1,
    outcome: { position: 0, sessionIdentifier: 'S0', campaignName: 'Sales', telephoneNumber: '••••••••000' },
  });
  const unmasked = await get<DeadLettersPage>('/sinks/crm/dead-letters?limit=1&unmask=true');
  expect(unmasked.deadLetters[0]?.outcome?.telephoneNumber).toBe('02015550000');
  const second = await get<DeadLettersPage>(`/sinks/crm/dead-letters?limit=100&from=${first.next}`);
  expect(second.deadLetters.map(({ position }) => position)).toEqual([30, 40, 50, 60, 70, 80, 90]);
  expect(second.next).toBeNull();
  sink.isPicky = false;
  const answerTo = async (path: string, body: unknown): Promise<unknown> =>
    (await post(`/sinks/crm/dead-letters/${path}`, body)).json();
  expect(await answerTo('replay', { positions: [10, 30] })).toEqual({ replayed: 2 });
  expect(await answerTo('discard', { positions: [20] })).toEqual({ discarded: 1 });
  expect(await answerTo('replay', { all: true })).toEqual({ replayed: 7 });
  expect((await get<SinkEntry>('/sinks/crm')).deadLetters).toBe(0);
  expect((await post('/sinks/crm/dead-letters/replay', { positions: [] })).status).toBe(400);
  expect((await post('/sinks/crm/dead-letters/replay', { all: false })).status).toBe(400);
});

test('dead letters keep what the receiver said, masked, and are replayed and discarded by their cause', async () => {
  const { get, post, record, until, sink } = await runWithSink();
  sink.says = (position, telephone) =>
    position < 40 ? `{"error":"number ${telephone} of session S${position} is blocked"}` : 'no such campaign';
  await record(salesFrames(60));
  await until(({ position }) => position === 60);
  const blocked = 'not today: {"error":"number … of session … is blocked"}';
  const unknown = 'not today: no such campaign';
  const groups = await get('/sinks/crm/dead-letter-groups');
  expect(groups).toMatchObject([
    { cause: blocked, letters: 4 },
    { cause: unknown, letters: 2 },
  ]);
  expect(z.array(deadLetterGroupSchema).parse(groups)).toEqual(groups);
  const { deadLetters } = await get<DeadLettersPage>(`/sinks/crm/dead-letters?cause=${encodeURIComponent(blocked)}`);
  expect(deadLetters.map(({ position }) => position)).toEqual([0, 10, 20, 30]);
  expect(deadLetters[1]?.answer).toMatch(/^\{"error":"number •+ of session S10 is blocked"\}$/);
  expect(await get<SinkEntry>('/sinks/crm')).toMatchObject({ lastRefusal: { message: unknown } });
  sink.isPicky = false;
  const answerTo = async (path: string, body: unknown): Promise<unknown> =>
    (await post(`/sinks/crm/dead-letters/${path}`, body)).json();
  expect(await answerTo('replay', { cause: blocked })).toEqual({ replayed: 4 });
  expect(await answerTo('replay', { cause: blocked })).toEqual({ replayed: 0 });
  expect(await answerTo('discard', { cause: unknown })).toEqual({ discarded: 2 });
  expect(await get('/sinks/crm/dead-letter-groups')).toEqual([]);
  expect((await post('/sinks/crm/dead-letters/replay', { cause: '' })).status).toBe(400);
});

test('a dead letter whose outcome is gone is listed without it', async () => {
  const { get, record, until, journal } = await runWithSink();
  await record(salesFrames(5));
  await until(({ position }) => position === 5);
  await journal.prune({ maxBytes: 0 });
  const { deadLetters } = await get<DeadLettersPage>('/sinks/crm/dead-letters');
  expect(deadLetters).toEqual([
    { position: 0, reason: 'not today', cause: 'not today', attempts: 1, at: expect.any(String) },
  ]);
});

function subscribe(port: number): Client {
  const client = connect({ port });
  onTestFinished(() => client.close());
  return client;
}

test('an outcome says what became of it at each sink and subscriber', async () => {
  const { get, ask, record, until, journal, service } = await runWithSink();
  const client = subscribe(service.addresses[0]?.port ?? 0);
  const outcomes = client.outcomes({ persistToken: 'warehouse-0815', successOutcomes: true, failureOutcomes: false });
  const reading = outcomes[Symbol.asyncIterator]();
  const arriving = reading.next();
  while (service.subscribers().length === 0) await get('/status');
  await record(salesFrames(7), { source: 'north' });
  await arriving;
  await until(({ position }) => position === 7);
  const life = async (position: number): Promise<OutcomeLife> =>
    outcomeLifeSchema.parse(await get(`/outcomes/${journal.id}-${position}`));
  const refusedOne = await life(0);
  expect(refusedOne).toMatchObject({
    outcome: { position: 0, sessionIdentifier: 'S0', telephoneNumber: '••••••••000' },
    frame: String.raw`OZ\CNSales\SIS0\RE10\ANJoe\TN••••••••000`,
    source: 'north',
    sinks: [{ name: 'crm', state: 'dead', reason: 'not today' }],
    subscribers: [{ persistToken: 'warehouse-0815' }],
  });
  expect(await life(2)).toMatchObject({ sinks: [{ state: 'delivered' }], subscribers: [{ state: 'filtered' }] });
  expect(await life(1)).toMatchObject({ sinks: [{ state: 'filtered' }] });
  const unmasked = await get<OutcomeLife>(`/outcomes/${journal.id}-0?unmask=true`);
  expect(unmasked.frame).toBe(salesFrames(1)[0]);
  expect((await ask(`/outcomes/${journal.id}-7`)).status).toBe(404);
  expect((await ask('/outcomes/elsewhere-1')).status).toBe(404);
});

test(verifies('OZ-8') + 'data of an outcome are given as text too, which no parser changes', async () => {
  const { get, record, journal } = await runApi();
  const data = '{"n":12345678901234567890,"m":1e999,"n":1.0}';
  await record([`OZ\\RE10\\DT${data}`, 'OZ\\RE10\\DTplain']);
  const life = (place: string): Promise<OutcomeLife> => get(`/outcomes/${journal.id}-${place}`);
  expect((await life('0?unmask=true')).dataText).toBe(data);
  expect((await life('0')).dataText).toBeUndefined();
  expect((await life('1?unmask=true')).dataText).toBeUndefined();
});

test('an outcome that is damaged is said to be unreadable, and those beside it are there', async () => {
  const whole = await openMemoryJournal();
  const { ask, record } = await runApi({ parts: { journal: withDamage(whole, { first: 2, next: 4 }) } });
  for (let number = 0; number < 6; number++) await record(salesFrames(1, number));
  const answerOf = async (position: number): Promise<unknown> => {
    const response = await ask(`/outcomes/${whole.id}-${position}`);
    return [response.status, ((await response.json()) as { readonly code?: string }).code];
  };
  expect(await answerOf(2)).toEqual([410, 'OUTCOME_UNREADABLE']);
  expect(await answerOf(3)).toEqual([410, 'OUTCOME_UNREADABLE']);
  expect(await answerOf(1)).toEqual([200, undefined]);
  expect(await answerOf(4)).toEqual([200, undefined]);
});

test('an outcome that was erased, or removed by retention, is said to be gone', async () => {
  const { ask, record, journal } = await runApi();
  await record(salesFrames(5));
  await record(salesFrames(5));
  await journal.erase(({ position }) => position === 7);
  await journal.prune({ maxBytes: journal.stats().bytes - 1 });
  const codeOf = async (position: number): Promise<unknown> => {
    const response = await ask(`/outcomes/${journal.id}-${position}`);
    expect(response.status).toBe(410);
    return ((await response.json()) as { readonly code: string }).code;
  };
  expect(await codeOf(7)).toBe('OUTCOME_ERASED');
  expect(await codeOf(2)).toBe('OUTCOME_PRUNED');
});

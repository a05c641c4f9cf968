import { expect, test } from 'vitest';
import type { Campaigns, SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import { pauseBefore } from './connection.ts';
import { headline } from './headline.ts';

const now = new Date(2026, 10, 22, 10, 30, 0).getTime();
const time = new Date(now).toISOString();

const upstream: UpstreamEntry = {
  name: 'North',
  host: '127.0.0.1',
  port: 6502,
  state: 'live',
  connected: true,
  outcomes: 1000,
  ratePerSecond: 1004,
  reconnects: 0,
  duplicatesDropped: 0,
  gaps: 0,
};
const sink: SinkEntry = {
  name: 'crm',
  kind: 'webhook',
  state: 'running',
  position: 10,
  backlog: 3,
  lagMs: 200,
  ratePerSecond: 1000,
  delivered: 10,
  refused: 0,
  missed: 0,
  deadLetters: 0,
  attempt: 0,
};
const subscriber: SubscriberEntry = {
  tenant: '',
  persistToken: '••••abcd',
  transactionIdentifier: 'EO',
  state: 'live',
  position: 0,
  backlog: 20,
  ratePerSecond: 1000,
};
const tick: Tick = {
  time,
  success: 300,
  failure: 700,
  journal: {
    id: 'j',
    first: 0,
    end: 10,
    records: 10,
    bytes: 100,
    pendingBytes: 0,
    retainAgeMs: 1,
    retainBytes: 1,
    writable: true,
  },
  upstreams: [upstream],
  subscribers: [subscriber],
  sinks: [sink],
  ready: true,
  missing: [],
};

function headlineOf(change: Partial<Tick>) {
  return headline({ connection: { kind: 'open' }, tick: { ...tick, ...change }, campaigns: undefined, now });
}

test('without problems it reports the rate and its route', () => {
  expect(headlineOf({})).toMatchObject({
    level: 'good',
    text: 'Everything arrives',
    detail: '1,004 outcomes per second from 1 dialer to 1 sink and 1 subscriber.',
  });
});

test('a disconnected dialer is named with the time of its disconnection', () => {
  const awaySince = new Date(2026, 10, 22, 10, 2, 0).toISOString();
  const away = { ...upstream, state: 'waiting', connected: false, awaySince } as const;
  const lastError = { message: 'connection refused', at: time };
  expect(headlineOf({ upstreams: [{ ...away, lastError }], missing: ['upstream North …'] })).toMatchObject({
    level: 'bad',
    text: 'North has been disconnected since 10:02',
    detail: 'connection refused',
    others: [],
  });
  expect(headlineOf({ upstreams: [{ ...upstream, state: 'connecting', connected: false }] }).text).toBe(
    'North has not been reached yet',
  );
});

test('a late sink is behind, a paused one is paused, and failed delivery comes first', () => {
  expect(headlineOf({ sinks: [{ ...sink, backlog: 4200, lagMs: 60_000 }] })).toMatchObject({
    level: 'warn',
    text: 'crm is 4,200 behind',
  });
  const paused = { ...sink, state: 'paused', backlog: 1 } as const;
  const broken = { ...sink, name: 'warehouse', state: 'retrying', backlog: 7 } as const;
  expect(headlineOf({ sinks: [paused, broken] })).toMatchObject({
    level: 'bad',
    text: 'Delivery to warehouse fails, 7 waiting',
    others: [{ level: 'warn', text: 'crm is paused, 1 waiting' }],
  });
});

test('a subscriber is behind relative to its own rate', () => {
  expect(headlineOf({ subscribers: [{ ...subscriber, backlog: 14_000 }] }).level).toBe('good');
  expect(headlineOf({ subscribers: [{ ...subscriber, backlog: 16_000 }] })).toMatchObject({
    level: 'warn',
    text: 'Subscriber ••••abcd is 16,000 behind',
  });
  expect(headlineOf({ subscribers: [{ ...subscriber, state: 'parked', backlog: 0 }] }).level).toBe('good');
});

test('campaigns over the limit are reported without changing the overall state', () => {
  const campaigns = { campaigns: [{ campaign: 'Sales', isOverLimit: true }] } as unknown as Campaigns;
  expect(headline({ connection: { kind: 'open' }, tick, campaigns, now })).toMatchObject({
    level: 'good',
    text: 'Everything arrives',
    others: [{ level: 'warn', text: 'Sales abandons more calls than the limit' }],
  });
});

test('the key changes with the problem, not with its figures', () => {
  const late = (backlog: number) => headlineOf({ sinks: [{ ...sink, backlog, lagMs: 60_000 }] });
  expect(late(4200).key).toBe(late(4300).key);
  expect(late(4200).key).not.toBe(headlineOf({}).key);
});

test('a page without a connection reports since when', () => {
  const since = new Date(2026, 10, 22, 10, 5, 0).getTime();
  const connection = { kind: 'lost', since, retryAt: now, reason: '' } as const;
  expect(headline({ connection, tick, campaigns: undefined, now })).toMatchObject({
    level: 'bad',
    text: 'Not connected to the bridge since 10:05',
  });
});

test('delays between attempts double up to a limit, with jitter', () => {
  const middle = (): number => 0.5;
  expect([1, 2, 3, 20].map((attempt) => pauseBefore(attempt, middle))).toEqual([500, 1000, 2000, 15_000]);
  expect(pauseBefore(1, () => 0)).toBeLessThan(pauseBefore(1, () => 1));
});

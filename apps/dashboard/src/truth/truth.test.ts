import { expect, test } from 'vitest';
import { zone } from '../format/times.ts';
import type { Campaigns, SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import { type Connection, pauseBefore } from '../store/connection.ts';
import type { Level } from './part-state.ts';
import { truthOf } from './truth.ts';

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
  condition: 'live',
  level: 'good',
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
  condition: 'running',
  level: 'good',
};
const subscriber: SubscriberEntry = {
  tenant: '',
  persistToken: '••••abcd',
  transactionIdentifier: 'EO',
  state: 'live',
  position: 0,
  backlog: 20,
  ratePerSecond: 1000,
  condition: 'live',
  level: 'good',
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
    condition: 'writable',
    level: 'good',
  },
  upstreams: [upstream],
  subscribers: [subscriber],
  sinks: [sink],
  incidentsRevision: 0,
  ready: true,
  missing: [],
};

const open: Connection = { kind: 'open' };

function truthWith(change: Partial<Tick>, connection: Connection = open) {
  return truthOf({ connection, tick: { ...tick, ...change }, campaigns: undefined, now });
}

function headlineOf(change: Partial<Tick>) {
  return truthWith(change).head;
}

function ago(ms: number): string {
  return new Date(now - ms).toISOString();
}

test('without problems it reports the rate and its route', () => {
  expect(headlineOf({})).toMatchObject({
    level: 'good',
    text: 'Everything arrives',
    detail: '1,004 outcomes per second from 1 dialer to 1 sink and 1 subscriber.',
    todo: '',
  });
});

test('a disconnected dialer is named with the time of its disconnection, its reason and what to check', () => {
  const awaySince = new Date(2026, 10, 22, 10, 2, 0).toISOString();
  const gone = { ...upstream, connected: false, level: 'bad' } as const;
  const away = { ...gone, state: 'waiting', condition: 'away', awaySince } as const;
  const lastError = { message: 'connection refused', at: time };
  expect(headlineOf({ upstreams: [{ ...away, lastError }], missing: ['upstream North …'] })).toMatchObject({
    level: 'bad',
    text: `North has been disconnected since 10:02 ${zone(now)}`,
    detail: 'connection refused',
    todo: 'Check that the dialer is running and that 127.0.0.1:6502 can be reached from the bridge.',
    others: [],
  });
  expect(headlineOf({ upstreams: [{ ...gone, state: 'connecting', condition: 'unreached' }] }).text).toBe(
    'North has not been reached yet',
  );
});

const lastError = { message: 'crm.example answered 500: it is tried again', at: time };
const refusal = { message: 'crm.example answered 422', at: ago(5000) };

test.each<[string, Partial<SinkEntry>, Level, string, string]>([
  ['runs', {}, 'good', 'running', 'Everything arrives'],
  ['starts', { state: 'starting', condition: 'starting' }, 'unknown', 'starting', 'Everything arrives'],
  ['is late', { condition: 'behind', backlog: 4200, lagMs: 60_000 }, 'warn', 'behind', 'crm is 4,200 behind'],
  [
    'refuses',
    { condition: 'refusing', deadLetters: 2, lastRefusal: refusal },
    'bad',
    'refuses outcomes',
    'crm refuses outcomes: 2 dead letters',
  ],
  [
    'refused long ago',
    { condition: 'holdsLetters', deadLetters: 1, lastRefusal: { ...refusal, at: ago(3_600_000) } },
    'warn',
    'has dead letters',
    'crm has 1 dead letter',
  ],
  [
    'has letters of an earlier run',
    { condition: 'holdsLetters', deadLetters: 1859 },
    'warn',
    'has dead letters',
    'crm has 1,859 dead letters',
  ],
  ['was refused, and its letters were replayed', { lastRefusal: refusal }, 'good', 'running', 'Everything arrives'],
  ['is paused', { state: 'paused', condition: 'paused', backlog: 1 }, 'warn', 'paused', 'crm is paused, 1 waiting'],
  [
    'is full',
    { state: 'paused', condition: 'full', pausedBecause: 'dead-letter-limit', deadLetters: 9 },
    'bad',
    'paused: too many dead letters',
    'crm is paused: too many dead letters, 3 waiting',
  ],
  [
    'fails',
    { state: 'retrying', condition: 'failing', attempt: 2, lastError },
    'bad',
    'retrying, attempt 3',
    'Delivery to crm fails, 3 waiting',
  ],
  [
    'has stopped',
    { state: 'stopped', condition: 'stopped', lastError },
    'bad',
    'stopped',
    'crm has stopped, 3 waiting',
  ],
])('a sink that %s says so in its row and in the headline', (_, change, level, word, text) => {
  const { sinks, head } = truthWith({ sinks: [{ ...sink, level, ...change }] });
  expect(sinks[0]?.state).toMatchObject({ level, word });
  expect(head.text).toBe(text);
  expect(head.level).toBe(level === 'unknown' ? 'good' : level);
  if (level === 'bad' || level === 'warn') expect(head.todo).not.toBe('');
});

test('the headline is the worst of all parts, with the reason that the part gave; the rest follow', () => {
  const paused = { ...sink, state: 'paused', condition: 'paused', level: 'warn', backlog: 1 } as const;
  const failing = { state: 'retrying', condition: 'failing', level: 'bad' } as const;
  const broken = { ...sink, ...failing, name: 'warehouse', backlog: 7, lastError } as const;
  expect(headlineOf({ sinks: [paused, broken] })).toMatchObject({
    level: 'bad',
    text: 'Delivery to warehouse fails, 7 waiting',
    detail: lastError.message,
    others: [{ level: 'warn', text: 'crm is paused, 1 waiting' }],
  });
  const journal = { ...tick.journal, writable: false, condition: 'unwritable', level: 'bad' } as const;
  expect(headlineOf({ journal, sinks: [broken] })).toMatchObject({
    level: 'bad',
    text: 'The journal cannot be written to: nothing is recorded',
  });
});

test('a subscriber that is behind or away with outcomes waiting needs attention, an idle one does not', () => {
  const behind = { ...subscriber, backlog: 16_000, condition: 'behind', level: 'warn' } as const;
  expect(headlineOf({ subscribers: [behind] })).toMatchObject({
    level: 'warn',
    text: 'Subscriber ••••abcd is 16,000 behind',
  });
  const parked = { ...subscriber, state: 'parked' } as const;
  const idle = { ...parked, backlog: 0, condition: 'idle', level: 'unknown' } as const;
  expect(headlineOf({ subscribers: [idle] }).level).toBe('good');
  const away = { ...parked, backlog: 5, condition: 'away', level: 'warn' } as const;
  const { subscribers, head } = truthWith({ subscribers: [away] });
  expect([subscribers[0]?.state.level, head.level]).toEqual(['warn', 'warn']);
});

test('campaigns over the limit are reported without changing the overall state', () => {
  const campaigns = { campaigns: [{ campaign: 'Sales', isOverLimit: true }] } as unknown as Campaigns;
  expect(truthOf({ connection: open, tick, campaigns, now }).head).toMatchObject({
    level: 'good',
    text: 'Everything arrives',
    others: [{ level: 'warn', text: 'Sales abandons more calls than the limit' }],
  });
});

test('the key changes with the problem, not with its figures', () => {
  const late = (backlog: number) =>
    headlineOf({ sinks: [{ ...sink, backlog, lagMs: 60_000, condition: 'behind', level: 'warn' }] });
  expect(late(4200).key).toBe(late(4300).key);
  expect(late(4200).key).not.toBe(headlineOf({}).key);
});

test.each<[string, Connection, Level, string]>([
  ['late', { kind: 'late', since: now - 4000 }, 'warn', 'No data from the bridge for 4 s'],
  [
    'lost',
    {
      kind: 'lost',
      since: new Date(2026, 10, 22, 10, 5, 0).getTime(),
      retryAt: now,
      reason: 'The bridge sends no data.',
    },
    'bad',
    `Not connected to the bridge since 10:05 ${zone(now)}`,
  ],
])('when the bridge is %s, the headline says so and nothing is claimed of any part', (_, connection, level, text) => {
  const { head, isStale, journal, dialers, sinks, subscribers } = truthWith({}, connection);
  expect(head).toMatchObject({ level, text });
  expect(isStale).toBe(true);
  const states = [journal, ...[...dialers, ...sinks, ...subscribers].map(({ state }) => state)];
  expect(states.map((state) => state?.level)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  expect(sinks[0]?.state.word).toBe('was: running');
});

test('before the first data nothing is claimed', () => {
  const { head, dialers } = truthOf({ connection: { kind: 'connecting' }, tick: undefined, campaigns: undefined, now });
  expect(head).toMatchObject({ level: 'unknown', text: 'Connecting to the bridge' });
  expect(dialers).toEqual([]);
});

test('delays between attempts double up to a limit, with jitter', () => {
  const middle = (): number => 0.5;
  expect([1, 2, 3, 20].map((attempt) => pauseBefore(attempt, middle))).toEqual([500, 1000, 2000, 15_000]);
  expect(pauseBefore(1, () => 0)).toBeLessThan(pauseBefore(1, () => 1));
});

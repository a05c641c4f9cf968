import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { type ReadinessFacts, readiness, upstreamGraceMs } from './readiness.ts';

type Upstream = ReadinessFacts['upstreams'][number];

const now = 1_000_000_000;
const live: Upstream = {
  name: 'north',
  state: 'subscribed',
  hasBeenLive: true,
  reason: undefined,
  awaySince: undefined,
};
const away = (ms: number, name = 'north'): Upstream => ({
  ...live,
  name,
  state: 'connecting',
  reason: 'the link is cut',
  awaySince: now - ms,
});
const refused: Upstream = { ...live, name: 'west', state: 'refused', reason: 'rejected with error 9004' };
const early: Upstream = {
  ...live,
  name: 'south',
  state: 'connecting',
  hasBeenLive: false,
  reason: 'connection refused',
};
const facts: ReadinessFacts = { isListening: true, isJournalWritable: true, upstreams: [live], now };

test(`${verifies('RDY-1')}ready when everything is there, each part named`, () => {
  expect(readiness(facts)).toEqual({
    ready: true,
    missing: [],
    parts: [
      { part: 'listeners', state: 'ok' },
      { part: 'journal', state: 'ok' },
      { part: 'upstream north', state: 'ok' },
    ],
  });
});

test.each<[string, readonly Upstream[], boolean, readonly string[]]>([
  ['the only dialer away for a moment', [away(upstreamGraceMs)], true, []],
  [
    'the only dialer gone',
    [away(upstreamGraceMs + 1)],
    false,
    ['upstream north has been away for 60 s: the link is cut'],
  ],
  ['the only dialer never reached', [early], false, ['upstream south has not been live yet: connection refused']],
  ['the only dialer refusing', [refused], false, ['upstream west is refused: rejected with error 9004']],
  ['one of several never reached', [live, early], true, ['upstream south has not been live yet: connection refused']],
  ['one of several refusing', [live, refused], true, ['upstream west is refused: rejected with error 9004']],
  [
    'all of several gone',
    [away(3_600_000), away(90_000, 'east')],
    false,
    [
      'upstream north has been away for 3600 s: the link is cut',
      'upstream east has been away for 90 s: the link is cut',
    ],
  ],
  ['no dialer asked for', [], true, []],
])(
  `${verifies('RDY-1')}%s: what has failed is named, and whether the bridge is ready follows`,
  (_, upstreams, ready, missing) => {
    expect(readiness({ ...facts, upstreams })).toMatchObject({ ready, missing });
  },
);

test(`${verifies('RDY-1')}a dialer that is away for a moment is degraded, with the time`, () => {
  expect(readiness({ ...facts, upstreams: [away(1500)] }).parts).toContainEqual({
    part: 'upstream north',
    state: 'degraded',
    detail: 'upstream north has been away for 2 s: the link is cut',
  });
});

test.each([
  [{ isListening: false }, 'subscribers cannot connect: no listener is up'],
  [{ isJournalWritable: false }, 'the journal cannot be written to'],
])(`${verifies('RDY-1')}without %j it is not ready, whatever the dialers are`, (change, line) => {
  expect(readiness({ ...facts, ...change })).toMatchObject({ ready: false, missing: [line] });
});

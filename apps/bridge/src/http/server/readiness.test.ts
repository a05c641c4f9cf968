import { expect, test } from 'vitest';
import type { UpstreamStatus } from '../../upstream/upstream-status.ts';
import { readiness } from './readiness.ts';

const upstream: UpstreamStatus = {
  name: 'north',
  state: 'subscribed',
  hasBeenLive: true,
  reason: undefined,
  outcomes: 0,
  duplicatesDropped: 0,
  reconnects: 0,
  gaps: 0,
  events: [],
};
const facts = { isListening: true, isJournalWritable: true, upstreams: [upstream] };

test('ready when everything is there', () => {
  expect(readiness(facts)).toEqual({ ready: true, missing: [] });
});

test('an upstream that was live and is away for a while does not matter', () => {
  const away = { ...upstream, state: 'connecting', reason: 'the link is cut' } as const;
  expect(readiness({ ...facts, upstreams: [away] }).ready).toBe(true);
});

test('everything that is missing is named', () => {
  const refused = { ...upstream, state: 'refused', reason: 'rejected with error 9004' } as const;
  const early = {
    ...upstream,
    name: 'south',
    state: 'connecting',
    hasBeenLive: false,
    reason: 'connection refused',
  } as const;
  expect(readiness({ isListening: false, isJournalWritable: false, upstreams: [refused, early] })).toEqual({
    ready: false,
    missing: [
      'subscribers cannot connect: no listener is up',
      'the journal cannot be written to',
      'upstream north is refused: rejected with error 9004',
      'upstream south has not been live yet: connection refused',
    ],
  });
});

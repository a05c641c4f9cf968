import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { type AttackName, attacks } from '../../../scripts/trials/http/attacks.ts';
import { faultsOf, runHttpTrials } from '../../../scripts/trials/http/index.ts';
import type { HttpResult } from '../../../scripts/trials/http/http-trial.ts';

/** The long form is `pnpm trials http`. */
test.each(Object.entries(attacks))(
  `${verifies('SEC-4')}honest callers are served under attack: %s`,
  async (name, { name: words }) => {
    const results = await runHttpTrials({ count: 5, scale: 0.2, only: name });
    expect(results.map(({ attack }) => attack)).toEqual([name]);
    expect(results.flatMap(faultsOf), words).toEqual([]);
  },
  300_000,
);

describe('the verdict on attacks on HTTP', () => {
  const answered = { tookMs: [1, 2], missed: 0 };
  const missed = { tookMs: [1], missed: 1 };
  const right: HttpResult = {
    attack: 'flood' satisfies AttackName,
    connections: 40,
    quietHealth: answered,
    health: answered,
    status: answered,
    recorded: 10,
    received: 10,
    streamFaults: [],
    usedBytes: [40 * 2 ** 20, 60 * 2 ** 20],
    residentBytes: [0, 0],
    hasEnded: false,
  };

  test.each<[string, Partial<HttpResult>]>([
    ['a health check without an answer', { health: missed }],
    ['an honest request without an answer', { status: missed }],
    ['an outcome that did not come', { received: 9 }],
    ['nothing that was recorded', { recorded: 0, received: 0 }],
    ['a stream that ended', { streamFaults: ['the stream was ended'] }],
    ['memory that grew', { usedBytes: [0, 200 * 2 ** 20] }],
    ['a bridge that ended', { hasEnded: true }],
  ])('finds %s', (_, wrong) => {
    expect(faultsOf(right)).toEqual([]);
    expect(faultsOf({ ...right, ...wrong })).toHaveLength(1);
  });
});

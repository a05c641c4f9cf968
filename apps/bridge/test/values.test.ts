import { verifies } from '@sdmp/requirements';
import { beforeAll, expect, test } from 'vitest';
import { hasNatsServer, natsServerIsMissing } from '../../../packages/sinks/test/support/nats-server.ts';
import { hasPostgres, postgresIsMissing } from '../../../packages/sinks/test/support/postgres-server.ts';
import { doorCount, playRound, type RoundResult } from '../../../scripts/trials/values/round.ts';

if (!hasNatsServer) process.stderr.write(`${natsServerIsMissing}\n`);
if (!hasPostgres) process.stderr.write(`${postgresIsMissing}\n`);

/** The long form is `pnpm trials values`. */
const casesADoor = 30;
/** With the second one, a value began with U+FEFF, and agents had a lone CR. */
const seeds = [20_261_129, 1];

const told: string[] = [];
let round: RoundResult;

/** One set of programs for both: to start them takes longer than the values do. */
beforeAll(async () => {
  round = await playRound(seeds, casesADoor, (line) => told.push(line));
}, 480_000);

test.each(seeds.entries().toArray())(
  verifies('OZ-8') +
    'hostile values come out of every way as they went in at any door, or are refused by name (%i: seed %i)',
  (index) => {
    const { recorded = 0, refused = 0 } = round.counts[index] ?? {};
    expect(round.faults).toEqual([]);
    expect(recorded + refused).toBe(doorCount * casesADoor);
    expect(refused).toBeGreaterThan(casesADoor / 2);
    // Without a server, these two say that they were not tried.
    expect(told.join('\n')).toContain('NATS');
    expect(told.join('\n')).toContain('PostgreSQL');
  },
);

test.runIf(process.env['CI'] === 'true')('the servers of the sinks are there', () => {
  expect(hasNatsServer, natsServerIsMissing).toBe(true);
  expect(hasPostgres, postgresIsMissing).toBe(true);
});

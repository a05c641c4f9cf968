import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { hasNatsServer, natsServerIsMissing } from '../../../packages/sinks/test/support/nats-server.ts';
import { hasPostgres, postgresIsMissing } from '../../../packages/sinks/test/support/postgres-server.ts';
import { doorCount, playRound } from '../../../scripts/trials/values/round.ts';

if (!hasNatsServer) process.stderr.write(`${natsServerIsMissing}\n`);
if (!hasPostgres) process.stderr.write(`${postgresIsMissing}\n`);

/** The long form is `pnpm trials values`. */
const casesADoor = 30;
/** With the second one, a value began with U+FEFF, and agents had a lone CR. */
const seeds = [20_261_129, 1];

test.each(seeds)(
  verifies('OZ-8') +
    'hostile values come out of every way as they went in at any door, or are refused by name (seed %i)',
  { timeout: 240_000 },
  async (seed) => {
    const told: string[] = [];
    const { recorded, refused, faults } = await playRound(seed, casesADoor, (line) => told.push(line));
    expect(faults).toEqual([]);
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

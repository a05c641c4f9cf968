import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { verifies } from '@sdmp/requirements';
import { createRandom, type Random, startLink } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { outcomes, takeAll } from './support/readers.ts';
import { ScriptedService } from './support/scripted-service.ts';

/** `SDMP_CLOSE_ROUNDS=3000 vitest run test/client/closing-amid-deaths.test.ts` plays more of them. */
const rounds = Number(process.env['SDMP_CLOSE_ROUNDS'] ?? 150);
const quick = {
  closeTimeoutMs: 300,
  connectTimeoutMs: 100,
  answerTimeoutMs: 100,
  heartbeatIntervalMs: 10,
  heartbeatTimeoutMs: 100,
  reconnectBaseMs: 2,
  reconnectCapMs: 10,
};
const deaths = ['close', 'reset', 'silence'] as const;

async function someMoment(random: Random): Promise<void> {
  if (random.chance(0.3)) await pause(random.below(15));
  else for (let turns = random.below(12); turns > 0; turns--) await turn();
}

/** The link dies, the service kills and sends, and the client is closed in the midst of it. */
async function playRound(random: Random): Promise<void> {
  await using service = await ScriptedService.start({
    answersProbes: random.chance(0.8),
    acceptsRequests: random.chance(0.8),
  });
  const link = await startLink({ target: { host: '127.0.0.1', port: service.port } });
  const client = connect({ port: link.port, ...quick });
  const loops = [
    takeAll(client.outcomes({ transactionIdentifier: 't', persistToken: 't' })),
    takeAll(client.outcomes({ transactionIdentifier: 'u' })),
  ];
  await someMoment(random);
  for (let left = random.below(3); left >= 0; left--) {
    for (const connection of service.connections) {
      if (random.chance(0.5)) connection.send(...outcomes(1, 1 + random.below(20)));
      if (random.chance(0.3)) connection.kill();
    }
    await someMoment(random);
    await dieAndComeBack();
  }
  await client.close();
  await Promise.all(loops);
  await link.close();

  async function dieAndComeBack(): Promise<void> {
    const how = deaths[random.below(deaths.length)];
    if (how !== undefined) link.cut({ how });
    await someMoment(random);
    if (random.chance(0.7)) await link.restore();
    await someMoment(random);
  }
}

test(
  `${verifies('CL-8')}a client that is closed while its connections die and come back can leave, and so can the link`,
  async () => {
    const random = createRandom(11);
    let ended = 0;
    for (; ended < rounds; ended++) await playRound(random);
    expect(ended).toBe(rounds);
  },
  Math.max(120_000, rounds * 800),
);

import { setTimeout as pause } from 'node:timers/promises';
import { decode } from '@sdmp/codec';
import { openMemoryJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { createRandom, type Link, type LinkDeath, startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { startOutcomeService } from '../../src/server/index.ts';
import { numberOf, StatusReader } from './support/readers.ts';

const quick = {
  queueBytes: 4000,
  heartbeatIntervalMs: 20,
  heartbeatTimeoutMs: 300,
  reconnectBaseMs: 5,
  reconnectCapMs: 20,
  connectTimeoutMs: 300,
  answerTimeoutMs: 300,
};
const deaths: readonly LinkDeath[] = ['close', 'reset', 'silence'];
/** `SDMP_CUT_TRIALS=13 vitest run test/client/through-cuts.test.ts` plays more of them, each with a seed of its own. */
const seeds = Array.from({ length: Number(process.env['SDMP_CUT_TRIALS'] ?? 1) }, (_, trial) => 7 + trial);
const total = 4000;
const inOrder = Array.from({ length: total }, (_, at) => at + 1);

async function cutAgainAndAgain(link: Link, seed: number): Promise<void> {
  const random = createRandom(seed);
  for (let cuts = 0; cuts < 9; cuts++) {
    await pause(20 + random.below(60));
    link.cut({ how: deaths[cuts % deaths.length] ?? 'close' });
    await pause(random.below(40));
    await link.restore();
    link.chunk(1 + random.below(200));
  }
}

/** Records the outcomes 1 to `total`, some at a time. */
async function recordAll(record: (numbers: readonly number[]) => Promise<void> | void): Promise<void> {
  for (let at = 0; at < total; at += 20) {
    await record(inOrder.slice(at, at + 20));
    await pause(2);
  }
}

/** Reads `total` outcomes through a link that is cut again and again while they are recorded. */
async function readThroughCuts(
  port: number,
  seed: number,
  record: (numbers: readonly number[]) => Promise<void> | void,
): Promise<number[]> {
  const link = await startLink({ target: { host: '127.0.0.1', port } });
  const client = connect({ port: link.port, ...quick });
  const numbers: number[] = [];
  const status = new StatusReader(client);
  const read = async (): Promise<void> => {
    const subscription = client.outcomes({ persistToken: 'reader', rateControl: 1_000_000 });
    for await (const batch of subscription.batches({ max: 37 })) {
      numbers.push(...batch.map(numberOf));
      if (numbers.length >= total) break;
    }
  };
  const reading = read();
  await status.next('newToken');
  await Promise.all([recordAll(record), cutAgainAndAgain(link, seed), reading]);
  await client.close();
  await link.close();
  return numbers;
}

test.each(seeds)(
  `${verifies('ACK-3', 'PS-1', 'CL-4')}with our service, through any cut each outcome comes once, in order: seed %i`,
  async (seed) => {
    const journal = await openMemoryJournal();
    const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
    const numbers = await readThroughCuts(service.addresses[0]?.port ?? 0, seed, async (some) => {
      const frames = some.map((number) => decode(`OZ\\CNSales1\\SI${String(number)}\\RE10`));
      await journal.append(frames.map((frame) => outcomeRecord(frame, { time: Date.now() })));
    });
    expect(numbers).toEqual(inOrder);
    await service.close();
    await journal.close();
  },
);

test.each(seeds)(
  `${verifies('ACK-3', 'PS-1', 'CL-4')}with a foreign service that takes acknowledgements too: seed %i`,
  async (seed) => {
    const dialer = await startSimulatedDialer({ seed: 1 });
    const numbers = await readThroughCuts(dialer.port, seed, (some) => {
      for (const number of some) dialer.record(['CN', 'Sales1', 'SI', String(number), 'RE', '10']);
    });
    expect(numbers).toEqual(inOrder);
    await dialer.stop();
  },
);

import { setTimeout as pause } from 'node:timers/promises';
import { decode } from '@sdmp/codec';
import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { type Outcome, outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { createRandom, startLink } from '@sdmp/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClientOptions, connect, type OutcomesRequest } from '../../src/client/index.ts';
import { startOutcomeService } from '../../src/server/index.ts';
import { StatusReader } from '../client/support/readers.ts';

const campaign = fc.constantFrom('Sales1', 'Jörg', '客戶');
const frame = fc
  .record({
    campaign,
    agent: fc.constantFrom('', String.raw`\ANJoe`, String.raw`\AN客戶📞`),
    reason: fc.constantFrom(2, 7, 10),
    data: fc.constantFrom('', 'x', String.raw`{"a":"\\TXno"}`, 'Łódź'),
  })
  .map((of) => String.raw`OZ\CN${of.campaign}${of.agent}\RE${String(of.reason)}\DT${of.data}`);

async function record(journal: Journal, frames: readonly string[]): Promise<void> {
  await journal.append(frames.map((text, at) => outcomeRecord(decode(text), { time: 1_700_000_000_000 + at })));
}

async function serve(journal: Journal) {
  const service = await startOutcomeService({ journal, listen: [{ port: 0, encoding: 'utf-8' }] });
  return { service, port: service.addresses[0]?.port ?? 0 };
}

/** Everything that an outcome says. */
function told(outcome: Outcome) {
  const { id, place, time, campaignName, agentIdentifier, reason, data, success, transactionIdentifier } = outcome;
  const { fields, text, code } = outcome.message;
  const named = { id, place, time, campaignName, agentIdentifier, reason, data, success, transactionIdentifier };
  return { ...named, json: outcome.toJSON(), frame: outcome.frame, fields, text, code };
}

/** Subscribes, so that what is recorded afterwards is a backlog. */
async function park(options: ClientOptions, request: OutcomesRequest): Promise<void> {
  const client = connect(options);
  const status = new StatusReader(client);
  const first = client.outcomes(request).batches().next();
  await status.next('newToken');
  await client.close();
  await first;
}

async function read(
  options: ClientOptions,
  request: OutcomesRequest,
  isLast: (outcome: Outcome) => boolean,
  max: number,
) {
  const client = connect(options);
  const outcomes: ReturnType<typeof told>[] = [];
  let closing: Promise<void> | undefined;
  for await (const batch of client.outcomes(request).batches({ max })) {
    outcomes.push(...batch.filter((outcome) => !isLast(outcome)).map(told));
    // Leaving the loop would leave the batch at hand unfinished.
    if (batch.some(isLast)) closing = client.close();
  }
  await closing;
  return outcomes;
}

const end = String.raw`OZ\CNSales1\SIend\RE10`;
const isEnd = ({ sessionIdentifier }: Outcome): boolean => sessionIdentifier === 'end';

test(`${verifies('RUN-2', 'ACK-2')}outcomes that came in runs say the same as those that came as OZ, and are acknowledged the same`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { minLength: 1, maxLength: 600 }),
      fc.constantFrom<OutcomesRequest>({}, { successOutcomes: true }, { campaignName: 'Sales1' }),
      fc.integer({ min: 1, max: 700 }),
      async (frames, filter, max) => {
        const journal = await openMemoryJournal();
        const { service, port } = await serve(journal);
        const options = { port, encoding: 'utf-8', heartbeatIntervalMs: 50 } as const;
        const request = { ...filter, rateControl: 1_000_000, transactionIdentifier: 't' };
        const wanted = (runs: boolean): OutcomesRequest => ({ ...request, persistToken: runs ? 'runs' : 'plain' });
        for (const runs of [true, false]) await park(options, wanted(runs));
        await record(journal, frames);
        await record(journal, [end]);
        const taken = await read({ ...options, runs: true }, wanted(true), isEnd, max);
        const again = await read({ ...options, runs: false }, wanted(false), isEnd, max);
        expect(taken).toEqual(again);
        // All of it was acknowledged, the end included: nothing comes again.
        await record(journal, [String.raw`OZ\CNSales1\SIlater\RE10`, end]);
        const rest = await read({ ...options, runs: true }, wanted(true), isEnd, max);
        expect(rest.map(({ json }) => json.sessionIdentifier)).toEqual(['later']);
        await service.close();
        await journal.close();
      },
    ),
    { numRuns: 12 },
  );
});

test.each([1, 2])(
  `${verifies('RUN-2', 'RUN-3', 'ACK-3')}a backlog in runs comes once and in order through any cut: seed %i`,
  async (seed) => {
    const random = createRandom(seed);
    const journal = await openMemoryJournal();
    const { service, port } = await serve(journal);
    const link = await startLink({ target: { host: '127.0.0.1', port } });
    const quick = { heartbeatIntervalMs: 20, heartbeatTimeoutMs: 500, reconnectBaseMs: 2, reconnectCapMs: 10 };
    const options = { port: link.port, encoding: 'utf-8', queueBytes: 20_000, ...quick } as const;
    const request = { persistToken: 'p', rateControl: 1_000_000 };
    await park(options, request);
    const total = 6000;
    await record(
      journal,
      Array.from({ length: total }, (_, at) => String.raw`OZ\CNJörg\SI${String(at + 1)}\RE10\DT${'x'.repeat(at % 90)}`),
    );
    const numbers: number[] = [];
    const stopped = new AbortController();
    const cutting = (async () => {
      while (!stopped.signal.aborted) {
        link.chunk(500 + random.below(60_000));
        await pause(15 + random.below(40));
        link.cut({ how: random.below(2) === 0 ? 'close' : 'reset' });
        await link.restore();
      }
    })();
    const client = connect(options);
    for await (const outcome of client.outcomes(request)) {
      numbers.push(Number(outcome.sessionIdentifier));
      if (numbers.length >= total) break;
    }
    stopped.abort();
    await cutting;
    await client.close();
    expect(numbers.length).toBe(total);
    expect(numbers.every((number, at) => number === at + 1)).toBe(true);
    await link.close();
    await service.close();
    await journal.close();
  },
);

test(`${verifies('RUN-2', 'RC-2')}a run is cut to what the rate grants`, async () => {
  const journal = await openMemoryJournal();
  const { service, port } = await serve(journal);
  const request = { persistToken: 'p', rateControl: 2000 };
  await park({ port, encoding: 'utf-8' }, request);
  await record(
    journal,
    Array.from({ length: 6000 }, (_, at) => String.raw`OZ\CNSales1\SI${String(at)}\RE10`),
  );
  const client = connect({ port, encoding: 'utf-8' });
  const began = performance.now();
  let received = 0;
  for await (const batch of client.outcomes(request).batches()) {
    received += batch.length;
    const seconds = (performance.now() - began) / 1000;
    expect(received).toBeLessThanOrEqual(2000 * Math.ceil(seconds));
    if (received >= 3000) break;
  }
  await client.close();
  await service.close();
  await journal.close();
});

import type { Outcome } from '@sdmp/outcomes';
import { type Client, connect, type ClientOptions, type OutcomesRequest } from '@sdmp/runtime';
import { ReadCount, type ReadJob, type Reading } from '../read-job.ts';

const fastest = 1_000_000;

/** Reads three fields of an outcome, as an application would, and returns a number that depends on all of them. */
export function look({ campaignName = '', agentIdentifier = '', reason = 0 }: Outcome): number {
  return campaignName.length + agentIdentifier.length + reason;
}

function requestOf({ persistToken, campaignName }: ReadJob): OutcomesRequest {
  return {
    rateControl: fastest,
    ...(persistToken === undefined ? {} : { persistToken }),
    ...(campaignName === undefined ? {} : { campaignName }),
  };
}

export function readSdmpBatches(job: ReadJob): Promise<Reading> {
  return readBatches(job, true);
}

/** Takes an OZ for each outcome, as the service sends them to clients that are not ours. */
export function readSdmpDocumented(job: ReadJob): Promise<Reading> {
  return readBatches(job, false);
}

/** Connects before the clock runs, as the readers of Redis and JetStream do. */
async function connected(options: ClientOptions): Promise<Client> {
  const client = connect(options);
  await client.request({ service: null, interface: null, code: 'VS', fields: [] });
  return client;
}

async function readBatches(job: ReadJob, runs: boolean): Promise<Reading> {
  const tls = job.ca === undefined ? {} : { tls: { ca: job.ca } };
  const client = await connected({ port: job.port, runs, ...tls });
  const count = new ReadCount(job);
  const reading = (async () => {
    for await (const outcomes of client.outcomes(requestOf(job)).batches()) {
      for (const outcome of outcomes) count.add(look(outcome));
    }
  })();
  return await finish(reading, count, () => client.close());
}

export async function readSdmpOneByOne(job: ReadJob): Promise<Reading> {
  const client = await connected({ port: job.port });
  const count = new ReadCount(job);
  const reading = (async () => {
    for await (const outcome of client.outcomes(requestOf(job))) count.add(look(outcome));
  })();
  return await finish(reading, count, () => client.close());
}

async function finish(reading: Promise<void>, count: ReadCount, close: () => Promise<void>): Promise<Reading> {
  const result = await Promise.race([count.finished, reading.then(() => count.finished)]);
  await close();
  if (result.looked === 0 && result.received > 0) throw new RangeError('outcomes without fields');
  await reading;
  return result;
}

/** A live subscriber that lets what is recorded wait until it is told to read. */
import type { Outcome } from '@sdmp/outcomes';
import { connect, type Client } from '@sdmp/runtime';
import { ReadCount, type ReadJob, type Reading } from '../peers/read-job.ts';
import { look } from '../peers/readers/sdmp.ts';
import { doJobs } from '../system/worker-process.ts';

interface Subscribed {
  readonly client: Client;
  readonly batches: AsyncIterator<readonly Outcome[]>;
  readonly first: Promise<IteratorResult<readonly Outcome[]>>;
}

let subscribed: Subscribed | undefined;

async function subscribe({ port, runs = true }: ReadJob): Promise<void> {
  const client = connect({ port, runs });
  const batches = client.outcomes({ persistToken: 'behind' }).batches()[Symbol.asyncIterator]();
  subscribed = { client, batches, first: batches.next() };
  for await (const status of client.status()) if (status.kind === 'live') break;
}

async function read({ client, batches, first }: Subscribed, job: ReadJob): Promise<Reading> {
  const count = new ReadCount(job);
  const reading = (async () => {
    for (let step = await first; step.done !== true; step = await batches.next()) {
      for (const outcome of step.value) count.add(look(outcome));
    }
  })();
  const result = await Promise.race([count.finished, reading.then(() => count.finished)]);
  await client.close();
  await reading;
  return result;
}

/** The first job makes it subscribe, the second one read. */
doJobs(async (job: ReadJob) => {
  if (subscribed !== undefined) return await read(subscribed, job);
  await subscribe(job);
  return null;
});

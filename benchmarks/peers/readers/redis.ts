import { ReadCount, type ReadJob, type Reading } from '../read-job.ts';
import { connectRedis } from '../redis-client.ts';
import { readerName, topic } from '../topic.ts';

const entriesPerRead = 1000;

interface Entry {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

type Streams = readonly { readonly messages: readonly Entry[] }[] | null;

function entriesOf(reply: unknown): readonly Entry[] {
  // The client does not type the reply; this is its form for one stream.
  return (reply as Streams)?.[0]?.messages ?? [];
}

/** Requests the next entries while the previous ones are counted, so that the server never waits for this client. */
export async function readRedisGroup(job: ReadJob): Promise<Reading> {
  const client = await connectRedis(job.port);
  const count = new ReadCount(job);
  const ask = () =>
    client.xReadGroup(readerName, 'reader', { key: topic, id: '>' }, { COUNT: entriesPerRead, BLOCK: 1000 });
  const reading = (async () => {
    for (let asked = ask(); ; ) {
      const entries = entriesOf(await asked);
      asked = ask();
      let isLast = false;
      for (const { message } of entries) isLast = count.add(message['oz']?.length ?? 0);
      if (entries.length > 0) {
        const acknowledged = client.xAck(
          topic,
          readerName,
          entries.map(({ id }) => id),
        );
        if (isLast) return void (await Promise.all([acknowledged, asked]));
        acknowledged.catch(() => undefined);
      }
    }
  })();
  return await finish(client, count, reading);
}

export async function readRedis(job: ReadJob): Promise<Reading> {
  const client = await connectRedis(job.port);
  const count = new ReadCount(job);
  const ask = (id: string) => client.xRead({ key: topic, id }, { COUNT: entriesPerRead, BLOCK: 1000 });
  const reading = (async () => {
    let last = '0';
    for (let asked = ask(last); ; ) {
      const entries = entriesOf(await asked);
      last = entries.at(-1)?.id ?? last;
      asked = ask(last);
      let isLast = false;
      for (const { message } of entries) isLast = count.add(message['oz']?.length ?? 0);
      if (isLast) return void (await asked);
    }
  })();
  return await finish(client, count, reading);
}

async function finish(
  client: Awaited<ReturnType<typeof connectRedis>>,
  count: ReadCount,
  reading: Promise<void>,
): Promise<Reading> {
  reading.catch(() => undefined);
  const result = await count.finished;
  client.destroy();
  return result;
}

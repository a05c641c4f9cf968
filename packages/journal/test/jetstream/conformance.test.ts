import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { journalConformance } from '../../src/conformance/index.ts';
import type { JournalSubject } from '../../src/conformance/conformance-case.ts';
import { openJetStreamJournal } from '../../src/jetstream/index.ts';
import type { Journal } from '../../src/journal.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

describe.skipIf(!hasNatsServer).each([
  ['one server', 1],
  ['a cluster of three', 3],
] as const)('the JetStream journal on %s holds to what every journal must', (_, count) => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(count);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  async function open({ now }: { readonly now: () => number }): Promise<JournalSubject> {
    const stream = `journal_${randomUUID()}`;
    let journal: Journal;
    const openAgain = async (): Promise<Journal> => {
      journal = await openJetStreamJournal({ servers: servers.urls, stream, replicas: count, now });
      return journal;
    };
    journal = await openAgain();
    const reopen = async (): Promise<Journal> => {
      await journal.close();
      return openAgain();
    };
    const beside = (): Promise<Journal> => openJetStreamJournal({ servers: servers.urls, stream, replicas: count });
    return { journal, reopen, beside, dispose: () => journal.close() };
  }

  for (const { name, run } of journalConformance(open, { durable: true, beside: true })) test.concurrent(name, run);
});

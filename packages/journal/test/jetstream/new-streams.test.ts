import { randomUUID } from 'node:crypto';
import { verifies } from '@sdmp/requirements';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectJetStream } from '../../src/jetstream/jetstream-connect.ts';
import { journalNames } from '../../src/jetstream/jetstream-link.ts';
import { prepareErasedStream, prepareStreams } from '../../src/jetstream/journal-streams.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

const processes = 6;
const rounds = 20;

describe.skipIf(!hasNatsServer)(`${verifies('TG-1')}streams that are not there yet`, () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  test('are made once when all ask for them at the same moment, over connections that stand already', async () => {
    const { signal } = new AbortController();
    const links = await Promise.all(
      Array.from({ length: processes }, async () => {
        const link = await connectJetStream({ servers: servers.urls, stream: 'any' });
        onTestFinished(() => link.connection.close());
        return link;
      }),
    );
    for (let round = 0; round < rounds; round++) {
      const names = journalNames(`journal_${randomUUID()}`);
      const settings = { names, replicas: 1, signal };
      await Promise.all(links.map((link) => prepareStreams(link, settings)));
      await Promise.all(links.map((link) => prepareErasedStream(link, settings)));
      for (const name of [names.stream, names.erasedStream]) {
        // The one message that every stream begins with.
        expect((await links[0]?.manager.streams.info(name))?.state.last_seq).toBe(1);
      }
    }
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AckPolicy, jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { freePort } from '../../scripts/free-port.ts';
import { startProgram } from '../system/program.ts';
import type { Peer } from './peer.ts';
import { publishAll, tell } from './publish-all.ts';
import { requireProgram } from './require-program.ts';
import { readerName, topic } from './topic.ts';

const program = { command: 'nats-server', debianPackage: 'nats-server' };
const mostUnacknowledged = 100_000;

/** NATS JetStream: a stream with file storage and one replica. */
export const jetStream: Peer = {
  name: 'NATS JetStream',
  program,
  policies: [
    { words: 'fsync every 2 min (default)', isDurable: false, settings: [] },
    { words: 'sync_interval: always', isDurable: true, settings: ['sync_interval: always'] },
  ],
  start: async (folder, { settings }) => {
    const port = await freePort();
    const file = join(folder, 'nats.conf');
    const store = [`store_dir: "${folder}"`, ...settings].join(', ');
    await writeFile(file, `listen: "127.0.0.1:${port}"\njetstream: { ${store} }\n`);
    return startProgram(requireProgram(program), ['-c', file], { port, folder });
  },
  prepare: async (port) => {
    const connection = await connect({ port });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: topic, subjects: [topic], storage: StorageType.File });
    await manager.consumers.add(topic, {
      durable_name: readerName,
      ack_policy: AckPolicy.Explicit,
      max_ack_pending: mostUnacknowledged,
    });
    await connection.close();
  },
  publish: async (port, corpus, limits) => {
    const connection = await connect({ port });
    const client = jetstream(connection, { timeout: 60_000 });
    const published = await publishAll(
      (message, done) => {
        void tell(client.publish(topic, message), done);
      },
      corpus,
      limits,
    );
    await connection.close();
    return published;
  },
  readers: [
    { how: 'consume, each acknowledged', reader: 'jetstream' },
    { how: 'ordered consumer, no acks', reader: 'jetstreamOrdered' },
  ],
};

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, createInbox, type NatsConnection } from '@nats-io/transport-node';
import type { NatsServers } from './nats-servers.ts';

/** A copy of a stream, as an operator makes one. */
export interface StreamCopy {
  /** Puts it in the place of the stream that is there. The bucket and everything else stays as it is. */
  readonly restore: () => Promise<void>;
}

interface SnapshotAnswer {
  readonly config?: unknown;
  readonly state?: unknown;
  readonly deliver_subject?: string;
  readonly error?: { readonly description: string };
}

const answerWithinMs = 20_000;

/** Copies a stream through the API of the servers, as `nats stream backup` does. */
export async function snapshotStream(servers: NatsServers, stream: string): Promise<StreamCopy> {
  const { config, state, pieces } = await withConnection(servers, async (connection) => {
    const inbox = createInbox();
    const subscription = connection.subscribe(inbox);
    const question = { deliver_subject: inbox, no_consumers: true };
    const answer = await ask(connection, `$JS.API.STREAM.SNAPSHOT.${stream}`, JSON.stringify(question));
    const taken: Uint8Array[] = [];
    for await (const message of subscription) {
      if (message.data.length === 0) break;
      taken.push(message.data.slice());
      if (message.reply !== undefined && message.reply !== '') message.respond();
    }
    return { config: answer.config, state: answer.state, pieces: taken };
  });
  return {
    restore: () =>
      withConnection(servers, async (connection, manager) => {
        await manager.streams.delete(stream);
        const answer = await ask(connection, `$JS.API.STREAM.RESTORE.${stream}`, JSON.stringify({ config, state }));
        const to = answer.deliver_subject ?? '';
        for (const piece of pieces) await connection.request(to, piece, { timeout: answerWithinMs });
        await ask(connection, to, '');
      }),
  };
}

/** Copies the folder of a stream while its server is stopped. */
export async function copyStreamFolder(servers: NatsServers, stream: string): Promise<StreamCopy> {
  const [server] = servers.all;
  if (server === undefined) throw new Error('there is no server');
  const folder = join(server.folder, 'store', 'jetstream', '$G', 'streams', stream);
  const copy = join(mkdtempSync(join(tmpdir(), 'sdmp-stream-')), 'stream');
  const whileStopped = async (work: () => void): Promise<void> => {
    await server.signal('SIGTERM');
    work();
    server.start();
    await servers.ready();
  };
  await whileStopped(() => cpSync(folder, copy, { recursive: true }));
  return {
    restore: () =>
      whileStopped(() => {
        rmSync(folder, { recursive: true });
        cpSync(copy, folder, { recursive: true });
      }),
  };
}

/** Removes streams with all they hold. */
export function deleteStreams(servers: NatsServers, names: readonly string[]): Promise<void> {
  return withConnection(servers, async (_, manager) => {
    for (const name of names) await manager.streams.delete(name);
  });
}

async function ask(connection: NatsConnection, subject: string, question: string): Promise<SnapshotAnswer> {
  const message = await connection.request(subject, question, { timeout: answerWithinMs });
  const answer = message.json<SnapshotAnswer>();
  if (answer.error !== undefined) throw new Error(answer.error.description);
  return answer;
}

async function withConnection<Result>(
  servers: NatsServers,
  work: (connection: NatsConnection, manager: JetStreamManager) => Promise<Result>,
): Promise<Result> {
  const connection = await connect({ servers: [...servers.urls] });
  try {
    return await work(connection, await jetstreamManager(connection));
  } finally {
    await connection.close();
  }
}

/** Resolves once it is so; looked at again and again. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error('it has not come to be so');
    await sleep(20);
  }
}

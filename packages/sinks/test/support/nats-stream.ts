import { jetstream, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

async function ask<T>(servers: string, work: (manager: JetStreamManager) => Promise<T>): Promise<T> {
  const connection = await connect({ servers });
  try {
    return await work(await jetstreamManager(connection));
  } finally {
    await connection.close();
  }
}

export async function addStream(server: string, name: string, subjects: readonly string[]): Promise<void> {
  await ask(server, (manager) => manager.streams.add({ name, subjects: [...subjects] }));
}

/** How many messages a stream holds. */
export async function messagesIn(server: string, name: string): Promise<number> {
  return await ask(server, async ({ streams }) => (await streams.info(name)).state.messages);
}

/** Calls back with the text of each message of a stream, in order. */
export async function eachMessage(server: string, name: string, onText: (text: string) => void): Promise<void> {
  const connection = await connect({ servers: server });
  try {
    const consumer = await jetstream(connection).consumers.get(name);
    for (let left = await messagesIn(server, name); left > 0; ) {
      const messages = await consumer.fetch({ max_messages: Math.min(left, 1000), expires: 5000 });
      for await (const message of messages) {
        onText(message.string());
        left--;
      }
    }
  } finally {
    await connection.close();
  }
}

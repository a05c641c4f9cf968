import { connectAsync, type MqttClient } from 'mqtt';
import type { Corpus } from '../corpus/corpus.ts';
import type { PublishLimits } from './peer.ts';
import { publishAll } from './publish-all.ts';
import { readerName, topic } from './topic.ts';

function connectTo(port: number, clientId: string, clean: boolean): Promise<MqttClient> {
  return connectAsync({ host: '127.0.0.1', port, clientId, clean, reconnectPeriod: 0, keepalive: 0 });
}

/** Creates a persistent session with a QoS 1 subscription and disconnects, so that the broker queues messages for it. */
export async function parkMqttSession(port: number): Promise<void> {
  const client = await connectTo(port, readerName, false);
  await client.subscribeAsync(topic, { qos: 1 });
  await client.endAsync();
}

export async function publishMqtt(port: number, corpus: Corpus, limits: PublishLimits): Promise<number> {
  const client = await connectTo(port, 'publisher', true);
  const published = await publishAll(
    (message, done) => client.publish(topic, message, { qos: 1 }, done),
    corpus,
    limits,
  );
  await client.endAsync();
  return published;
}

import { jetstream, type JsMsg } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { ReadCount, type ReadJob, type Reading } from '../read-job.ts';
import { readerName, topic } from '../topic.ts';

const messagesAhead = 10_000;

async function consume(
  job: ReadJob,
  durableName: string | undefined,
  finishWith: (message: JsMsg) => void,
): Promise<Reading> {
  const connection = await connect({ port: job.port });
  const count = new ReadCount(job);
  const consumer = await jetstream(connection).consumers.get(topic, durableName);
  const messages = await consumer.consume({
    max_messages: messagesAhead,
    callback: (message) => {
      finishWith(message);
      count.add(message.data.length);
    },
  });
  const reading = await count.finished;
  messages.stop();
  await connection.close();
  return reading;
}

export function readJetStream(job: ReadJob): Promise<Reading> {
  return consume(job, readerName, (message) => message.ack());
}

export function readJetStreamOrdered(job: ReadJob): Promise<Reading> {
  return consume(job, undefined, () => undefined);
}

import { connect } from 'mqtt';
import { ReadCount, type ReadJob, type Reading } from '../read-job.ts';
import { readerName } from '../topic.ts';

/** The session and its subscription exist, so the backlog is delivered when the client reconnects. */
export async function readMqtt(job: ReadJob): Promise<Reading> {
  const count = new ReadCount(job);
  const client = connect({ host: '127.0.0.1', port: job.port, clientId: readerName, clean: false, keepalive: 0 });
  client.on('message', (_topic, payload) => {
    count.add(payload.length);
  });
  const reading = await count.finished;
  await client.endAsync(true);
  return reading;
}

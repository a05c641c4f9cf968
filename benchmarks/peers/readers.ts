import type { ReadJob, Reading } from './read-job.ts';
import { readJetStream, readJetStreamOrdered } from './readers/jetstream.ts';
import { readMqtt } from './readers/mqtt.ts';
import { readRedis, readRedisGroup } from './readers/redis.ts';
import { readSdmpBatches, readSdmpOneByOne } from './readers/sdmp.ts';

/** One Node client per way of reading. */
export const readers = {
  sdmpBatches: readSdmpBatches,
  sdmp: readSdmpOneByOne,
  mqtt: readMqtt,
  jetstream: readJetStream,
  jetstreamOrdered: readJetStreamOrdered,
  redis: readRedis,
  redisGroup: readRedisGroup,
} as const satisfies Record<string, (job: ReadJob) => Promise<Reading>>;

export type ReaderName = keyof typeof readers;

import type { ReadJob, Reading } from './read-job.ts';

type Read = (job: ReadJob) => Promise<Reading>;

/** One Node client per way of reading; a reader process loads only that client. */
export const readers = {
  sdmpBatches: async () => (await import('./readers/sdmp.ts')).readSdmpBatches,
  sdmpDocumented: async () => (await import('./readers/sdmp.ts')).readSdmpDocumented,
  sdmp: async () => (await import('./readers/sdmp.ts')).readSdmpOneByOne,
  mqtt: async () => (await import('./readers/mqtt.ts')).readMqtt,
  jetstream: async () => (await import('./readers/jetstream.ts')).readJetStream,
  jetstreamOrdered: async () => (await import('./readers/jetstream.ts')).readJetStreamOrdered,
  redis: async () => (await import('./readers/redis.ts')).readRedis,
  redisGroup: async () => (await import('./readers/redis.ts')).readRedisGroup,
} as const satisfies Record<string, () => Promise<Read>>;

export type ReaderName = keyof typeof readers;

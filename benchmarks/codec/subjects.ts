import type { Subject } from './subject.ts';

interface Source {
  readonly subjects: readonly Subject[];
}

/** Each alone can be loaded, so that a profiler sees nothing of the others. */
export const sources: Readonly<Record<string, () => Promise<Source>>> = {
  ours: () => import('./ours.ts'),
  nats: () => import('./peers/nats.ts'),
  postgres: () => import('./peers/postgres.ts'),
  redis: () => import('./peers/redis.ts'),
  mqtt: () => import('./peers/mqtt.ts'),
  plain: () => import('./peers/plain.ts'),
};

/** Ours first: the others are held against it. */
export async function loadSubjects(): Promise<readonly Subject[]> {
  const loaded = await Promise.all(Object.values(sources).map((load) => load()));
  return loaded.flatMap(({ subjects }) => subjects);
}

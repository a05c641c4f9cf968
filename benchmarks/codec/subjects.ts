import type { Subject } from './subject.ts';

interface Source {
  readonly subjects: readonly Subject[];
}

/** Loaded one at a time, so that a profile contains only one subject. */
export const sources: Readonly<Record<string, () => Promise<Source>>> = {
  ours: () => import('./ours.ts'),
  nats: () => import('./peers/nats.ts'),
  postgres: () => import('./peers/postgres.ts'),
  redis: () => import('./peers/redis.ts'),
  mqtt: () => import('./peers/mqtt.ts'),
  plain: () => import('./peers/plain.ts'),
};

export interface SourcedSubject extends Subject {
  /** Key in `sources`. */
  readonly source: string;
}

/** Ours first, as the baseline. */
export async function loadSubjects(): Promise<readonly SourcedSubject[]> {
  const loaded = await Promise.all(
    Object.entries(sources).map(async ([source, load]) =>
      (await load()).subjects.map((subject) => ({ ...subject, source })),
    ),
  );
  return loaded.flat();
}

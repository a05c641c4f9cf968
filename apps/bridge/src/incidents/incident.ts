import type { Level } from '../conditions/conditions.ts';

/** What the incident log has entries of. */
export const incidentParts = [
  'bridge',
  'configuration',
  'users',
  'tls',
  'journal',
  'upstream',
  'sink',
  'subscriber',
  'campaign',
] as const;

export type IncidentPart = (typeof incidentParts)[number];

/** What happened to a part. */
export interface Change {
  readonly part: IncidentPart;
  /** Empty for a part that there is once. */
  readonly name: string;
  /** The condition before; undefined where none was known. */
  readonly before: string | undefined;
  /** The condition from then on, or what was done. */
  readonly after: string;
  readonly level: Level;
  /** Why, one line as the part itself said it. */
  readonly reason: string | undefined;
  /** Unix milliseconds. */
  readonly at: number;
}

/** An entry of the incident log: a change, and how long what followed lasted. Times in Unix milliseconds. */
export interface Incident extends Change {
  /** Grows with each entry. */
  readonly id: number;
  /** How often it happened: above 1 when it came again within a short time. */
  readonly times: number;
  /** When it happened last. */
  readonly lastAt: number;
  /** When it was over last; undefined while it lasts. */
  readonly endedAt: number | undefined;
  /** How long it lasted, all times together, milliseconds; without the time that is not over. */
  readonly lastedMs: number;
}

/** Which entries are asked for; an absent member means any. */
export interface IncidentQuery {
  /** Only what lasted until this time or longer, Unix milliseconds. */
  readonly from?: number | undefined;
  /** Only what began before this time, Unix milliseconds. */
  readonly to?: number | undefined;
  readonly part?: IncidentPart | undefined;
  readonly name?: string | undefined;
  /** Only entries before this one. */
  readonly cursor?: number | undefined;
  readonly limit: number;
}

/** The bridge from its start to its end, as its folder remembers it. Times in Unix milliseconds. */
export interface Run {
  readonly startedAt: number;
  /** Last sign of life. */
  readonly aliveAt: number;
  /** Undefined where it has not been stopped. */
  readonly stoppedAt: number | undefined;
}

/** Returns whether an entry is one of those that are asked for. */
export function isAskedFor(incident: Incident, { from, to, part, name, cursor }: IncidentQuery): boolean {
  return (
    (from === undefined || (incident.endedAt ?? Number.MAX_SAFE_INTEGER) >= from) &&
    (to === undefined || incident.at < to) &&
    (part === undefined || incident.part === part) &&
    (name === undefined || incident.name === name) &&
    (cursor === undefined || incident.id < cursor)
  );
}

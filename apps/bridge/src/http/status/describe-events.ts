import type { EventRecord } from '@sdmp/events';
import type { Happened } from './schema.ts';
import { isoTime } from '../responses/iso-time.ts';

/** The events of one part of the bridge. */
export interface EventsOf {
  /** `service`, `upstream north`. */
  readonly of: string;
  readonly events: readonly EventRecord[];
}

/** What has happened, as the API shows it. */
export function describeEvents(parts: readonly EventsOf[], showsLines: boolean): Happened[] {
  return parts.flatMap(({ of, events }) =>
    events.map(({ event, level, count, at, line }) => ({
      event,
      of,
      level,
      count,
      lastAt: isoTime(at),
      ...(showsLines ? { line } : {}),
    })),
  );
}

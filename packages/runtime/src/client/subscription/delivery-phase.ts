import { decode } from '@sdmp/codec';
import { parsePlace, placeCode } from '@sdmp/protocol';
import type { FrameRun } from '../connection/frame-run.ts';

/**
 * Whether a subscription has caught up. SDMP does not say; the client concludes it.
 *
 * - beginning: accepted, and nothing tells yet whether there is a backlog
 * - rollingForward: outcomes arrive, and they are old or as fast as the rate allows
 * - live: they arrive as they happen
 */
export type DeliveryPhase = 'beginning' | 'rollingForward' | 'live';

/** An outcome recorded no longer ago than this is a live one, milliseconds. */
const liveLagMs = 2000;
/** Below this share of the rate limit the backlog cannot be what sets the pace. */
const liveShare = 0.9;

export interface PhaseObservation {
  /** Outcomes that arrived since the last look. */
  readonly received: number;
  readonly elapsedMs: number;
  /** Whether the socket was read all the time. */
  readonly wasReading: boolean;
  /** Outcomes a second that a rollforward may bring. */
  readonly rateLimit: number;
  /** The newest frames. */
  readonly newest: FrameRun | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The phase after a look at what arrived. */
export function nextPhase(phase: DeliveryPhase, seen: PhaseObservation): DeliveryPhase {
  if (phase === 'live' || !seen.wasReading) return phase;
  if (isRecent(seen)) return 'live';
  const perSecond = (seen.received * 1000) / Math.max(1, seen.elapsedMs);
  return perSecond < liveShare * seen.rateLimit ? 'live' : 'rollingForward';
}

/** Only our service says when an outcome was recorded. */
function isRecent({ newest, now }: PhaseObservation): boolean {
  if (newest === undefined) return false;
  const value = decode(newest.frame(newest.count - 1)).get(placeCode);
  const place = value === undefined ? undefined : parsePlace(value, newest.head.journal);
  return place !== undefined && now - place.time <= liveLagMs;
}

export interface WindowObservation {
  /** What the replay windows hold, bytes. */
  readonly held: number;
  /** What they may hold, bytes. */
  readonly limit: number;
  /** Whether the service may be repeating what the windows hold. */
  readonly isReplaying: boolean;
  /** Whether a probe has not been answered. */
  readonly isProbeUnderWay: boolean;
}

/** Share of the limit from which on a service of ours is acknowledged without waiting for the beat. */
const earlyShare = 1 / 64;

/** Whether so much is held that it is worth an acknowledgement. */
export function isWorthAcknowledging({ held, limit }: Pick<WindowObservation, 'held' | 'limit'>): boolean {
  return held > limit * earlyShare;
}

/**
 * - read: continue
 * - hold: stand still until the next acknowledgement goes out
 * - unconfirmed: the service does not confirm acknowledgements; the connection is of no use
 */
export type WindowVerdict = 'read' | 'hold' | 'unconfirmed';

/** What may arrive between a probe and its answer beyond the limit, bytes. */
const maxOvershootBytes = 64 * 1024 * 1024;

/**
 * What a full replay window means (ACK-3). While a probe is under way reading continues, because its answer is what empties the
 * window; during a replay too, for nothing is added then, and nothing else can be acknowledged.
 */
export function windowVerdict({ held, limit, isReplaying, isProbeUnderWay }: WindowObservation): WindowVerdict {
  if (held <= limit || isReplaying) return 'read';
  if (!isProbeUnderWay) return 'hold';
  return held > limit + maxOvershootBytes ? 'unconfirmed' : 'read';
}

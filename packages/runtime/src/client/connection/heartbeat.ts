/** Shortest time between two probes, milliseconds (ACK-1). */
const acknowledgeIntervalMs = 1000;

export interface HeartbeatSettings {
  /** Time between probes while there is nothing new to acknowledge, milliseconds. */
  readonly intervalMs: number;
  /** Reading time without a DA after which the socket is given up, milliseconds (ACK-4). */
  readonly timeoutMs: number;
}

export interface HeartbeatState {
  readonly sentAtMs: number;
  /** What the newest probe acknowledged. */
  readonly sentCount: number;
  /** Time spent reading since the last DA, milliseconds. */
  readonly unheardMs: number;
  readonly tickedAtMs: number;
}

export interface Tick {
  readonly nowMs: number;
  /** Outcomes of this socket that are finished with. */
  readonly finished: number;
  /** Whether the socket was read since the last tick; a DA cannot arrive at a reader that stands still. */
  readonly wasReading: boolean;
}

export type HeartbeatVerdict = 'nothing' | 'probe' | 'dead';

/** How often to look, milliseconds. A probe goes out at a tick only, so it is also the shortest time between two. */
export function tickMs({ intervalMs }: HeartbeatSettings): number {
  return Math.min(acknowledgeIntervalMs, intervalMs);
}

/** The state right after the first probe, which acknowledges nothing. */
export function startHeartbeat(nowMs: number): HeartbeatState {
  return { sentAtMs: nowMs, sentCount: 0, unheardMs: 0, tickedAtMs: nowMs };
}

export function heard(state: HeartbeatState): HeartbeatState {
  return { ...state, unheardMs: 0 };
}

/** Timers fire up to this much early. */
const timerSlackMs = 2;

/** Looks at the clock: whether to probe now, or to give the socket up. */
export function beat(
  settings: HeartbeatSettings,
  state: HeartbeatState,
  tick: Tick,
): readonly [HeartbeatState, HeartbeatVerdict] {
  const period = tickMs(settings);
  // A process that stood still has not been reading: a long gap between ticks counts as one period.
  const readingMs = tick.wasReading ? Math.min(tick.nowMs - state.tickedAtMs, 2 * period) : 0;
  const next = { ...state, tickedAtMs: tick.nowMs, unheardMs: state.unheardMs + readingMs };
  if (next.unheardMs >= settings.timeoutMs) return [next, 'dead'];
  const sinceSent = tick.nowMs - state.sentAtMs + timerSlackMs;
  const isDue = sinceSent >= settings.intervalMs || (tick.finished > state.sentCount && sinceSent >= period);
  return isDue ? [{ ...next, sentAtMs: tick.nowMs, sentCount: tick.finished }, 'probe'] : [next, 'nothing'];
}

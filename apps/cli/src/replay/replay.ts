import type { WireEncoding } from '@sdmp/codec';

/** What is played again. */
export interface Replay {
  readonly file: string;
  readonly encoding: WireEncoding;
  readonly signal: AbortSignal;
}

export interface ReplaySummary {
  readonly connections: number;
  /** Frames that were sent. */
  readonly sent: number;
  /** Frames of the other side in the capture, of connections that were played. */
  readonly captured: number;
  /** Frames that came from the other side. */
  readonly received: number;
  /** Requests whose answer did not come in time. */
  readonly unanswered: number;
  /** Lines that say only that something was left out. */
  readonly omitted: number;
}

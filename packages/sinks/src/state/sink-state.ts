import type { SeenHistory } from '@sdmp/journal';

/** An outcome that a receiver will never take. The outcome itself stays in the journal alone. */
export interface DeadLetter {
  readonly sink: string;
  /** Name of the branch of the journal that the outcome is in; after a restore its position may be another outcome's. */
  readonly journal: string;
  /** Where the outcome stands in the journal. */
  readonly position: number;
  readonly reason: string;
  /** What the letters of a group have in common: the reason, and the receiver's answer without what differs in each. */
  readonly cause: string;
  /** What the receiver said: a line, shortened and masked. */
  readonly answer?: string;
  /** How often it was sent. */
  readonly attempts: number;
  /** When it was last refused, Unix milliseconds. */
  readonly at: number;
}

/** Why a sink is paused: somebody said so, or there is no room for another dead letter. */
export type PauseReason = 'requested' | 'dead-letter-limit';

/** Which dead letters `SinkState.deadLetters` returns. */
export interface DeadLetterPage {
  /** First position wanted. Default 0. */
  readonly from?: number;
  /** Most letters wanted, 1 to 1000. Default 100. */
  readonly limit?: number;
  /** Only those of this cause. Default: all. */
  readonly cause?: string | undefined;
}

/** Dead letters of one cause. */
export interface DeadLetterGroup {
  readonly cause: string;
  readonly letters: number;
  /** When the first and the last of them was last refused, Unix milliseconds. */
  readonly oldestAt: number;
  readonly newestAt: number;
}

/** Which dead letters are meant: some by their positions, those of a cause, or all. */
export type DeadLetterChoice = readonly number[] | { readonly cause: string } | 'all';

/** What sinks must remember beside their cursors: pauses, dead letters, and how far they have seen their journal. Every change is on disk when the call returns. */
export interface SinkState {
  /** Dead letters that one sink may have. */
  readonly maxDeadLetters: number;
  pausedBecause(sink: string): PauseReason | undefined;
  setPaused(sink: string, because: PauseReason | undefined): void;
  /**
   * Stores all of them, or none and answers false when one sink would have more than `maxDeadLetters`. A letter at the position
   * of one of another branch takes its place: that outcome is in the journal no more.
   */
  addDeadLetters(letters: readonly DeadLetter[]): boolean;
  countDeadLetters(sink: string): number;
  /** In the order of their positions. */
  deadLetters(sink: string, page?: DeadLetterPage): readonly DeadLetter[];
  /** By cause, the largest first; at most 100 of them. */
  deadLetterGroups(sink: string): readonly DeadLetterGroup[];
  deadLetter(sink: string, position: number): DeadLetter | undefined;
  /** What the sink has seen of its journal, kept for the day that the journal goes back. */
  seenHistory(sink: string): SeenHistory | undefined;
  setSeenHistory(sink: string, seen: SeenHistory): void;
  /** How many were there. */
  removeDeadLetters(sink: string, chosen: DeadLetterChoice): number;
  close(): void;
}

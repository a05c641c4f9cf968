import { JournalError } from '../journal-error.ts';
import type { JetStreamLink } from './jetstream-link.ts';
import type { LogState } from './log-state.ts';
import type { MessageStore } from './message-store.ts';
import { lastMessage } from './log-restore.ts';
import { isOfSameAttempt, readPartHeader } from './part-header.ts';
import { StreamFollower } from './stream-follower.ts';

export interface LogTailParts {
  readonly link: JetStreamLink;
  readonly stream: string;
  readonly state: LogState;
  readonly store: MessageStore;
  /** The servers have lost what they had acknowledged. */
  readonly onLost: (error: JournalError) => Promise<void>;
  /** The log was out of sight for a while. */
  readonly onInterrupted: () => void;
  /** The newest messages were erased or removed by retention: the end of the journal has to be learnt elsewhere. */
  readonly onGone: () => Promise<void>;
  readonly closed: AbortSignal;
}

/** How long the follower has to bring what is known to be there, before it is fetched one by one, milliseconds. */
const followWithinMs = 300;

/** Brings every message of the log into the state, as it is stored by whichever process. */
export class LogTail {
  readonly #parts: LogTailParts;
  readonly #follower: StreamFollower;

  constructor(parts: LogTailParts) {
    const { link, stream, state, onInterrupted } = parts;
    this.#parts = parts;
    this.#follower = new StreamFollower(link, {
      stream,
      from: state.sequence + 1,
      onInterrupted,
      beforeResuming: () => this.#checkSame(),
      onMessage: ({ sequence, time, message }) => {
        const header = readPartHeader(message.headers);
        if (header === undefined) state.takeEmpty(sequence);
        else {
          state.clock.noteStored(time);
          state.take({ sequence, time, header, data: message.data });
        }
      },
    });
    this.#follower.start();
  }

  /** Resolves when all is known that the leader had stored before the call. */
  async catchUp(): Promise<void> {
    const { state, closed } = this.#parts;
    const last = await this.#lastStored();
    if (last <= state.sequence) return;
    const inTime = AbortSignal.any([closed, AbortSignal.timeout(followWithinMs)]);
    await state.reached(last, inTime).catch(() => closed.throwIfAborted());
    await this.#fetchUpTo(last);
  }

  async close(): Promise<void> {
    await this.#follower.close();
  }

  async #fetchUpTo(last: number): Promise<void> {
    const { state, store, onGone } = this.#parts;
    while (state.sequence < last) {
      const next = await store.atOrAfter(state.sequence + 1);
      if (next === undefined) {
        // Erased and removed messages leave no trace but their numbers.
        await onGone();
        state.takeEmpty(last);
      } else if (next.header === undefined) state.takeEmpty(next.sequence);
      else state.take(next);
    }
  }

  /** Number of the newest message, from a leader that knows everything that is known here. */
  async #lastStored(): Promise<number> {
    const { link, stream, state, onLost, closed } = this.#parts;
    // Others may store more while the server answers.
    const known = state.sequence;
    const last = await lastMessage(link, stream, known, closed);
    if (last >= known) return last;
    await onLost(wentBack(stream, { sequence: last, known }));
    closed.throwIfAborted();
    return known;
  }

  /**
   * The log was out of sight: the message taken in last must still be the one that it was. When the stream was restored from
   * a copy meanwhile, and has grown since, another one has got its number.
   */
  async #checkSame(): Promise<void> {
    const { state, store, stream, onLost } = this.#parts;
    await this.#lastStored();
    const { newest } = state;
    if (newest === undefined) return;
    const found = await store.at(newest.sequence);
    // An erased or removed one says nothing.
    if (found?.header === undefined || isOfSameAttempt(found.header, newest.header)) return;
    await onLost(wentBack(stream, { sequence: newest.sequence - 1, known: newest.sequence }));
  }
}

/** What a process says that has seen more of the log than there is. */
export function wentBack(
  stream: string,
  { sequence, known }: { readonly sequence: number; readonly known: number },
): JournalError {
  return new JournalError(
    'JOURNAL_DAMAGED',
    `Stream ${stream} has gone back to message ${sequence} or before, and had acknowledged ${known}: its servers have lost records, or it was restored from a copy. Open it again: it continues with what is there, and readers are told.`,
  );
}

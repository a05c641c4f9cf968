import { setTimeout as sleep } from 'node:timers/promises';
import { JournalError } from '../journal-error.ts';
import type { JetStreamLink } from './jetstream-link.ts';
import type { LogState } from './log-state.ts';
import type { MessageStore } from './message-store.ts';
import { persist } from './nats-failure.ts';
import { readPartHeader } from './part-header.ts';
import { StreamFollower } from './stream-follower.ts';

export interface LogTailParts {
  readonly link: JetStreamLink;
  readonly stream: string;
  readonly state: LogState;
  readonly store: MessageStore;
  /** The servers have lost what they had acknowledged. */
  readonly onLost: (error: JournalError) => void;
  /** The log was out of sight for a while. */
  readonly onInterrupted: () => void;
  /** The newest messages were wiped: their batches, and the end of the journal, stand elsewhere. */
  readonly onWiped: () => Promise<void>;
  readonly closed: AbortSignal;
}

/** How long the follower has to bring what is known to be there, before it is fetched one by one, milliseconds. */
const followWithinMs = 300;
/** A new leader may take so long to know what the one before it acknowledged; then it counts as lost, milliseconds. */
const lostAfterMs = 30_000;

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
    const { state, store, onWiped } = this.#parts;
    while (state.sequence < last) {
      const next = await store.atOrAfter(state.sequence + 1);
      if (next === undefined) {
        // Erased messages leave no trace but their numbers.
        await onWiped();
        state.takeEmpty(last);
      } else if (next.header === undefined) state.takeEmpty(next.sequence);
      else state.take(next);
    }
  }

  /** Number of the newest message, from a leader that knows everything that is known here. */
  async #lastStored(): Promise<number> {
    const { link, stream, state, onLost, closed } = this.#parts;
    const began = performance.now();
    for (;;) {
      const last = await persist(async () => (await link.manager.streams.info(stream)).state.last_seq, closed);
      if (last >= state.sequence) return last;
      if (performance.now() - began > lostAfterMs) onLost(lostEnd(stream, last, state.sequence));
      await sleep(followWithinMs, undefined, { signal: closed }).catch(() => undefined);
      closed.throwIfAborted();
    }
  }
}

function lostEnd(stream: string, last: number, acknowledged: number): JournalError {
  return new JournalError(
    'JOURNAL_DAMAGED',
    `Stream ${stream} ends at message ${last}, and had acknowledged ${acknowledged}: its servers have lost records. Restore it from a copy, or open it again and go on without them.`,
  );
}

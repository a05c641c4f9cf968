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
  readonly closed: AbortSignal;
}

/** How long the follower has to bring what is known to be there, before it is fetched one by one, milliseconds. */
const FOLLOW_WITHIN_MS = 300;
/** A new leader may take so long to know what the one before it acknowledged; then it counts as lost, milliseconds. */
const LOST_AFTER_MS = 30_000;

/** Brings every message of the log into the state, as it is stored by whichever process. */
export class LogTail {
  readonly #parts: LogTailParts;
  readonly #follower: StreamFollower;
  #behindSince: number | undefined;

  constructor(parts: LogTailParts) {
    const { link, stream, state } = parts;
    this.#parts = parts;
    this.#follower = new StreamFollower(link, {
      stream,
      from: state.sequence + 1,
      onMessage: ({ sequence, time, message }) => {
        const header = readPartHeader(message.headers);
        if (header === undefined) state.takeEmpty(sequence);
        else state.take({ sequence, time, header, data: message.data });
      },
    });
    this.#follower.start();
  }

  /** Resolves when all is known that the leader had stored before the call. */
  async catchUp(): Promise<void> {
    const { link, stream, state, closed } = this.#parts;
    const last = await persist(async () => (await link.manager.streams.info(stream)).state.last_seq, closed);
    if (last < state.sequence) return this.#fellBehind(last);
    this.#behindSince = undefined;
    if (last === state.sequence) return;
    const inTime = AbortSignal.any([closed, AbortSignal.timeout(FOLLOW_WITHIN_MS)]);
    await state.reached(last, inTime).catch(() => closed.throwIfAborted());
    await this.#fetchUpTo(last);
  }

  async close(): Promise<void> {
    await this.#follower.close();
  }

  async #fetchUpTo(last: number): Promise<void> {
    const { state, store } = this.#parts;
    while (state.sequence < last) {
      const next = await store.atOrAfter(state.sequence + 1);
      // Erased messages leave no trace but their numbers.
      if (next === undefined) state.takeEmpty(last);
      else if (next.header === undefined) state.takeEmpty(next.sequence);
      else state.take(next);
    }
  }

  async #fellBehind(last: number): Promise<void> {
    const { state, stream, onLost, closed } = this.#parts;
    this.#behindSince ??= performance.now();
    if (performance.now() - this.#behindSince < LOST_AFTER_MS)
      return sleep(FOLLOW_WITHIN_MS, undefined, { signal: closed });
    onLost(
      new JournalError(
        'JOURNAL_DAMAGED',
        `Stream ${stream} ends at message ${last}, and had acknowledged ${state.sequence}: its servers have lost records. Restore it from a copy, or open it again and go on without them.`,
      ),
    );
  }
}

import type { StoredMsg } from '@nats-io/jetstream';
import type { JetStreamLink } from './jetstream-link.ts';
import { type LogPart } from './commit-assembly.ts';
import { persist } from './nats-failure.ts';
import { readPartHeader } from './part-header.ts';

/** A message that holds no records. */
export interface EmptyMessage {
  readonly sequence: number;
  readonly header: undefined;
}

export type LogMessage = LogPart | EmptyMessage;

/** Messages of the log, one by one. Waits while nobody answers. */
export class MessageStore {
  readonly #link: JetStreamLink;
  readonly #stream: string;
  readonly #subject: string;
  readonly #closed: AbortSignal;

  constructor(link: JetStreamLink, { stream, subject }: { stream: string; subject: string }, closed: AbortSignal) {
    this.#link = link;
    this.#stream = stream;
    this.#subject = subject;
    this.#closed = closed;
  }

  /** The message at `sequence`; undefined when there is none. Throws `JOURNAL_DAMAGED` for a header of a later layout. */
  async at(sequence: number): Promise<LogMessage | undefined> {
    const query = { seq: sequence };
    // Any replica answers this, and one may not have the message yet: the leader has.
    const near = await persist(() => this.#link.manager.direct.getMessage(this.#stream, query), this.#closed);
    const found =
      near ?? (await persist(() => this.#link.manager.streams.getMessage(this.#stream, query), this.#closed));
    return found === null ? undefined : toLogMessage(found);
  }

  /** The newest message; undefined when there is none. */
  async last(): Promise<LogMessage | undefined> {
    const query = { last_by_subj: this.#subject };
    const found = await persist(() => this.#link.manager.streams.getMessage(this.#stream, query), this.#closed);
    return found === null ? undefined : toLogMessage(found);
  }

  /** The first message at `sequence` or behind it; undefined when there is none. */
  async atOrAfter(sequence: number): Promise<LogMessage | undefined> {
    const query = { seq: sequence, next_by_subj: this.#subject };
    const found = await persist(() => this.#link.manager.streams.getMessage(this.#stream, query), this.#closed);
    return found === null ? undefined : toLogMessage(found);
  }
}

function toLogMessage({ seq: sequence, header, data, time }: StoredMsg): LogMessage {
  const read = readPartHeader(header);
  return read === undefined ? { sequence, header: read } : { sequence, header: read, data, time: time.getTime() };
}

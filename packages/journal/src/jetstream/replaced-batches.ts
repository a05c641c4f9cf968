import { randomUUID } from 'node:crypto';
import { joinChunks } from './commit-assembly.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { isOutOfTurn, isStreamMissing, persist } from './nats-failure.ts';
import { type LogEntry, unpackEntry } from './packed-entry.ts';
import { type PartHeader, readPartHeader, writePartHeader } from './part-header.ts';
import { wipe } from './remove-messages.ts';
import { StreamFollower } from './stream-follower.ts';

/** A batch of the log that was stored anew without some of its bodies. */
export interface ReplacedBatch {
  /** Of the new form; `part` and `parts` are where the batch stood in its commit. */
  readonly header: PartHeader;
  /** Messages of the log that held the batch, and the last of its commit. */
  readonly original: OriginalPlace;
  /** Messages that hold the new form. */
  readonly sequences: readonly number[];
}

export interface OriginalPlace {
  readonly sequence: number;
  readonly chunks: number;
  /** Length of the packed batch as it was at first. */
  readonly bytes: number;
}

/** A batch without some of its bodies, cut to the size of messages. */
export interface NewForm {
  readonly original: OriginalPlace;
  readonly header: PartHeader;
  readonly chunks: readonly Uint8Array[];
}

const originalHeader = 'Sdmp-Original';

/** The batches that stand outside the log, by their first position. */
export class ReplacedBatches {
  readonly #link: JetStreamLink;
  readonly #names: JournalNames;
  readonly #closed: AbortSignal;
  #byFirst = new Map<number, ReplacedBatch>();
  #refreshing: Promise<void> = Promise.resolve();
  /** Last message of the stream that is known here. */
  #sequence = 0;

  constructor(link: JetStreamLink, names: JournalNames, closed: AbortSignal) {
    this.#link = link;
    this.#names = names;
    this.#closed = closed;
  }

  /** Last message of the stream that is known here: when it grows, batches were stored anew. */
  get sequence(): number {
    return this.#sequence;
  }

  /** In the order of their positions. */
  get all(): readonly ReplacedBatch[] {
    return [...this.#byFirst.values()].toSorted((one, other) => one.header.first - other.header.first);
  }

  at(first: number): ReplacedBatch | undefined {
    return this.#byFirst.get(first);
  }

  /** The batch that holds `position`. */
  holding(position: number): ReplacedBatch | undefined {
    const exact = this.#byFirst.get(position);
    if (exact !== undefined) return exact;
    for (const each of this.#byFirst.values()) {
      const { first, count } = each.header;
      if (first <= position && position < first + count) return each;
    }
    return undefined;
  }

  /** How much smaller the batches from `position` on have become. */
  savedFrom(position: number): number {
    let saved = 0;
    for (const { header, original } of this.#byFirst.values()) {
      if (header.first >= position) saved += original.bytes - header.bytes;
    }
    return saved;
  }

  /** Learns which batches there are. One look at a time, so that the latest one counts. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.catch(() => undefined).then(() => this.#refresh());
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    const { manager } = this.#link;
    const stream = this.#names.erasedStream;
    const state = await persist(
      () =>
        manager.streams.info(stream).then(
          (info) => info.state,
          (error: unknown) => {
            if (isStreamMissing(error)) return undefined;
            throw error;
          },
        ),
      this.#closed,
    );
    const isEmpty = state === undefined || state.messages === 0;
    const { found, last } = isEmpty
      ? { found: new Map<number, ReplacedBatch>(), last: 0 }
      : await this.#list(state.first_seq);
    this.#byFirst = found;
    this.#sequence = Math.max(state?.last_seq ?? 0, last);
  }

  async load({ header, sequences }: ReplacedBatch): Promise<LogEntry> {
    const chunks = await Promise.all(
      sequences.map(async (seq) => {
        const query = { seq };
        const { manager } = this.#link;
        const stored = await persist(() => manager.streams.getMessage(this.#names.erasedStream, query), this.#closed);
        return stored?.data ?? new Uint8Array();
      }),
    );
    return unpackEntry(header, joinChunks(chunks));
  }

  /**
   * Stores the new form of a batch, when nothing was stored behind `known`; refresh afterwards. The form before it, if there
   * is one, has to be wiped then. False when another process was first: the new form may not know of what it erased.
   */
  async store({ original, header, chunks }: NewForm, known: number): Promise<boolean> {
    const { client } = this.#link;
    const subject = `${this.#names.erasedSubject}.${header.first}.${Date.now()}`;
    const name = randomUUID();
    for (const [chunk, piece] of chunks.entries()) {
      const headers = writePartHeader({ ...header, chunk, chunks: chunks.length });
      headers.set(originalHeader, `${original.sequence} ${original.chunks} ${original.bytes}`);
      const options = { headers, msgID: `${name}.${chunk}`, expect: { lastSequence: known + chunk } };
      try {
        await persist(() => client.publish(`${subject}.${chunk}`, piece, options), this.#closed);
      } catch (error) {
        if (!isOutOfTurn(error)) throw error;
        await this.#wipeAll(Array.from({ length: chunk }, (_, index) => known + 1 + index));
        return false;
      }
    }
    return true;
  }

  /** Overwrites the messages that held a form of a batch which does not count any more. */
  async wipe({ sequences }: ReplacedBatch): Promise<void> {
    await this.#wipeAll(sequences);
  }

  /** Forgets what retention removed from the log. */
  async prune(first: number): Promise<void> {
    for (const replaced of this.all) {
      if (replaced.header.first + replaced.header.count > first) continue;
      await this.wipe(replaced);
      this.#byFirst.delete(replaced.header.first);
    }
  }

  async #wipeAll(sequences: readonly number[]): Promise<void> {
    for (const sequence of sequences) await wipe(this.#link, this.#names.erasedStream, sequence, this.#closed);
  }

  async #list(firstSequence: number): Promise<{ readonly found: Map<number, ReplacedBatch>; readonly last: number }> {
    const found = new Map<number, ReplacedBatch>();
    const finished = Promise.withResolvers<void>();
    let last = firstSequence - 1;
    const follower = new StreamFollower(this.#link, {
      stream: this.#names.erasedStream,
      from: firstSequence,
      headersOnly: true,
      onMessage: ({ sequence, pending, message }) => {
        note(found, sequence, readPartHeader(message.headers), message.headers?.get(originalHeader) ?? '');
        last = sequence;
        if (pending === 0) finished.resolve();
      },
      // Another process may have wiped what was to come.
      onIdle: () => void this.#isAllBehind(last).then((isAll) => isAll && finished.resolve(), finished.reject),
    });
    const stop = (): void => finished.reject(this.#closed.reason);
    this.#closed.addEventListener('abort', stop, { once: true });
    follower.start();
    try {
      await finished.promise;
    } finally {
      this.#closed.removeEventListener('abort', stop);
      await follower.close();
    }
    return { found, last };
  }

  /** Whether no message stands behind this one. */
  async #isAllBehind(sequence: number): Promise<boolean> {
    const query = { seq: sequence + 1, next_by_subj: `${this.#names.erasedSubject}.>` };
    const { manager } = this.#link;
    return (await persist(() => manager.streams.getMessage(this.#names.erasedStream, query), this.#closed)) === null;
  }
}

/** A later form of a batch takes the place of an earlier one once all of its pieces are there. */
function note(
  found: Map<number, ReplacedBatch>,
  sequence: number,
  header: PartHeader | undefined,
  place: string,
): void {
  if (header === undefined || header.chunk < header.chunks - 1) return;
  const [at = 0, chunks = 1, bytes = 0] = place.split(' ').map(Number);
  const sequences = Array.from({ length: header.chunks }, (_, index) => sequence - header.chunks + 1 + index);
  found.set(header.first, { header, original: { sequence: at, chunks, bytes }, sequences });
}

import { joinChunks } from './commit-assembly.ts';
import { cut } from './commit-plan.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { isStreamMissing, persist } from './nats-failure.ts';
import { type PackedEntry, type LogEntry, unpackEntry } from './packed-entry.ts';
import { type PartHeader, readPartHeader, writePartHeader } from './part-header.ts';
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

const ORIGINAL = 'Sdmp-Original';

/** The batches that stand outside the log, by their first position. */
export class ReplacedBatches {
  readonly #link: JetStreamLink;
  readonly #names: JournalNames;
  readonly #closed: AbortSignal;
  #byFirst = new Map<number, ReplacedBatch>();
  #refreshing: Promise<void> = Promise.resolve();

  constructor(link: JetStreamLink, names: JournalNames, closed: AbortSignal) {
    this.#link = link;
    this.#names = names;
    this.#closed = closed;
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
    if (state === undefined || state.messages === 0) this.#byFirst = new Map();
    else this.#byFirst = await this.#list(state.first_seq);
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

  /** Stores the new form of a batch. The one before it, if there is one, has to be wiped afterwards. */
  async store(original: OriginalPlace, header: PartHeader, { data }: PackedEntry, most: number): Promise<void> {
    const chunks = cut(data, most);
    const generation = Date.now();
    for (const [chunk, piece] of chunks.entries()) {
      const written = writePartHeader({ ...header, chunk, chunks: chunks.length });
      written.set(ORIGINAL, `${original.sequence} ${original.chunks} ${original.bytes}`);
      const subject = `${this.#names.erasedSubject}.${header.first}.${generation}.${chunk}`;
      await persist(
        () => this.#link.client.publish(subject, piece, { headers: written, msgID: subject }),
        this.#closed,
      );
    }
  }

  /** Overwrites the messages that held a form of a batch which does not count any more. */
  async wipe({ sequences }: ReplacedBatch): Promise<void> {
    for (const sequence of sequences) await wipe(this.#link, this.#names.erasedStream, sequence, this.#closed);
  }

  /** Forgets what retention removed from the log. */
  async prune(first: number): Promise<void> {
    for (const replaced of this.all) {
      if (replaced.header.first + replaced.header.count > first) continue;
      await this.wipe(replaced);
      this.#byFirst.delete(replaced.header.first);
    }
  }

  async #list(firstSequence: number): Promise<Map<number, ReplacedBatch>> {
    const found = new Map<number, ReplacedBatch>();
    const finished = Promise.withResolvers<void>();
    const follower = new StreamFollower(this.#link, {
      stream: this.#names.erasedStream,
      from: firstSequence,
      headersOnly: true,
      onMessage: ({ sequence, pending, message }) => {
        note(found, sequence, readPartHeader(message.headers), message.headers?.get(ORIGINAL) ?? '');
        if (pending === 0) finished.resolve();
      },
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
    return found;
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

/** Removes a message and overwrites its bytes where it is stored. */
export async function wipe(link: JetStreamLink, stream: string, sequence: number, closed: AbortSignal): Promise<void> {
  await persist(
    () =>
      link.manager.streams.deleteMessage(stream, sequence, true).catch(async (error: unknown) => {
        // Gone already, by an earlier attempt or by another process.
        if ((await link.manager.streams.getMessage(stream, { seq: sequence })) !== null) throw error;
      }),
    closed,
  );
}

import { access, constants, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnDirectory } from '@sdmp/journal';
import { ByteText } from '@sdmp/outcomes/recorded';
import type { LineWriter } from '../lines/line-writer.ts';
import { nulFinder } from '../lines/nul-finder.ts';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink, unavailable } from '../sink-error.ts';
import { Turns } from '../runner/turns.ts';
import { finishedFiles, lateName, partName, readPartName, unnamed } from './file-names.ts';
import { type FilesOptions, type FilesSettings, filesSettings } from './files-options.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { type LineFormat, lineFormat } from './line-format.ts';
import { readLines } from './read-lines.ts';
import { PartFile, writeLateFile } from './part-file.ts';

/** The positions of the outcomes in a file of lines. */
async function* linePositions(file: string, format: LineFormat): AsyncGenerator<number> {
  for await (const { position } of readLines(file, format)) yield position;
}

/** The positions of the outcomes in a finished file. */
function finishedPositions(file: string, format: LineFormat): AsyncIterable<number> {
  return format.finished?.positions(file) ?? linePositions(file, format);
}

/**
 * Writes outcomes into files that are closed at a size or an age. What was delivered is synced to disk; names say which
 * positions a file holds, so that a crash leaves neither doubles nor holes.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function filesSink(options: FilesOptions): Sink {
  return new FilesSink(filesSettings(options));
}

function journalOf(each: SinkOutcome): string {
  const { recorded } = each;
  // Making the id takes longer than what comes next.
  return recorded === undefined ? each.id.slice(0, Math.max(0, each.id.lastIndexOf('-'))) : recorded.journal;
}

/** Outcomes by journal; nearly always there is but one. */
function byJournal(outcomes: readonly SinkOutcome[]): Iterable<readonly [string, readonly SinkOutcome[]]> {
  const [first] = outcomes;
  if (first === undefined) return [];
  const journal = journalOf(first);
  return outcomes.every((each) => journalOf(each) === journal)
    ? [[journal, outcomes]]
    : Map.groupBy(outcomes, journalOf);
}

class FilesSink implements Sink {
  readonly kind = 'files';
  readonly preferredOutcomes: number;
  readonly #settings: FilesSettings;
  readonly #format: LineFormat;
  readonly #writer: LineWriter;
  readonly #text = new ByteText();
  /** Deliveries and the end of a file by age, one at a time. */
  readonly #turns = new Turns();
  #lock: FolderLock | undefined;
  #part: PartFile | undefined;
  /** The last position in finished files, by journal. */
  #finished = new Map<string, number>();
  #isOpen = false;
  /** Whether the folder holds what is thought of it. */
  #isKnown = false;
  /** Stops the end of a file by age: another run can do it as well. */
  #closing = new AbortController();
  #cancelAge: () => void = () => undefined;

  constructor(settings: FilesSettings) {
    this.#settings = settings;
    this.#format = lineFormat(settings.format, settings.columns);
    this.#writer = this.#format.writer();
    this.preferredOutcomes = settings.batch;
  }

  async open(): Promise<void> {
    await this.#onDisk(async () => {
      const { directory } = this.#settings;
      makeOwnDirectory(directory);
      this.#closing = new AbortController();
      await this.#look();
      this.#isOpen = true;
    });
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    return this.#turns.take(() =>
      this.#onDisk(async () => {
        signal.throwIfAborted();
        if (!this.#isKnown) await this.#look();
        // It would look like what a power cut leaves behind.
        const unfit = this.#settings.format === 'csv' ? batch.filter(nulFinder()) : [];
        const fit = unfit.length === 0 ? batch : batch.filter((each) => !unfit.includes(each));
        for (const [journal, outcomes] of byJournal(fit)) await this.#write(journal, outcomes, signal);
        return unfit.map(({ position }) => ({ position, reason: 'holds a NUL character, which a CSV file cannot' }));
      }),
    );
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    this.#cancelAge();
    this.#closing.abort();
    await this.#turns.take(async () => {
      await this.#part?.close();
      this.#part = undefined;
      this.#unlock();
    });
  }

  #unlock(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** Learns from the names what is there, and continues the file that an earlier run left. */
  async #look(): Promise<void> {
    const { directory } = this.#settings;
    await this.#part?.close();
    this.#part = undefined;
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    this.#lock ??= lockFolder(directory);
    const names = await readdir(directory);
    this.#finished = new Map();
    const begun = new Set<string>();
    for (const { journal, first, last } of finishedFiles(names, this.#format.extension)) {
      begun.add(partName(journal, first, this.#format.extension));
      this.#finished.set(journal, Math.max(last, this.#finished.get(journal) ?? -1));
    }
    for (const name of names) {
      // What a crash left without its name is written again; what it left of a finished file is in that.
      if (name.endsWith(unnamed) || begun.has(name)) {
        await rm(join(directory, name));
        continue;
      }
      const read = readPartName(name, this.#format.extension);
      if (read === undefined) continue;
      if (this.#part !== undefined) await this.#finish(this.#part, this.#closing.signal);
      this.#part = await PartFile.resume({ directory, format: this.#format, journal: read.journal }, read.first);
    }
    // Its columns are others: lines of today do not go into it.
    const isOfOthers = this.#part !== undefined && this.#part.header !== this.#format.header;
    if (this.#part !== undefined && isOfOthers) await this.#finish(this.#part, this.#closing.signal);
    if (this.#part !== undefined) this.#endByAge(this.#part);
    this.#isKnown = true;
  }

  /** The last position that is in the files of a journal; -1 when there is none. */
  #lastOf(journal: string): number {
    const finished = this.#finished.get(journal) ?? -1;
    return this.#part?.journal === journal ? Math.max(this.#part.last, finished) : finished;
  }

  async #write(journal: string, outcomes: readonly SinkOutcome[], signal: AbortSignal): Promise<void> {
    const last = this.#lastOf(journal);
    const [oldest] = outcomes;
    if (oldest === undefined) return;
    const areYounger = oldest.position > last;
    const older = areYounger ? [] : outcomes.filter(({ position }) => position <= last);
    const younger = areYounger ? outcomes : outcomes.filter(({ position }) => position > last);
    if (older.length > 0) await this.#writeLate(journal, await this.#missing(journal, older), signal);
    const [first] = younger;
    if (first === undefined) return;
    const { directory, rotateBytes, rotateOutcomes } = this.#settings;
    if (this.#part !== undefined && this.#part.journal !== journal) await this.#finish(this.#part, signal);
    if (this.#part === undefined) {
      this.#part = await PartFile.begin({ directory, format: this.#format, journal }, first.position);
      this.#endByAge(this.#part);
    }
    await this.#part.append(this.#linesOf(younger), younger.length, younger.at(-1)?.position ?? first.position);
    const { length, outcomes: count } = this.#part;
    if (length >= rotateBytes || count >= rotateOutcomes) await this.#finish(this.#part, signal);
  }

  /** Valid until the next call. */
  #linesOf(outcomes: readonly SinkOutcome[]): Uint8Array {
    this.#text.clear();
    for (const each of outcomes) this.#writer.write(this.#text, each);
    return this.#text.view();
  }

  /** Of outcomes that may have been written before, those that were not. */
  async #missing(journal: string, older: readonly SinkOutcome[]): Promise<readonly SinkOutcome[]> {
    const { directory } = this.#settings;
    const lowest = older[0]?.position ?? 0;
    const highest = older.at(-1)?.position ?? 0;
    const finished = finishedFiles(await readdir(directory), this.#format.extension)
      .filter((file) => file.journal === journal && file.first <= highest && file.last >= lowest)
      .map(({ name }) => finishedPositions(join(directory, name), this.#format));
    const files =
      this.#part?.journal === journal && this.#part.first <= highest
        ? [...finished, linePositions(this.#part.file, this.#format)]
        : finished;
    const missing = new Map(older.map((each) => [each.position, each]));
    for (const positions of files) {
      for await (const position of positions) missing.delete(position);
    }
    return [...missing.values()];
  }

  /** Older outcomes that come after younger ones, as dead letters do, have a file of their own. */
  async #writeLate(journal: string, outcomes: readonly SinkOutcome[], signal: AbortSignal): Promise<void> {
    if (outcomes.length === 0) return;
    const { directory } = this.#settings;
    const positions = outcomes.map(({ position }) => position);
    const file = join(directory, lateName(journal, positions, this.#format.extension));
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    const text = Buffer.concat([Buffer.from(this.#format.header), this.#linesOf(outcomes)]);
    await writeLateFile(file, text, this.#format, signal);
  }

  async #finish(part: PartFile, signal: AbortSignal): Promise<void> {
    await part.finish(signal);
    this.#cancelAge();
    if (this.#part === part) this.#part = undefined;
    this.#finished.set(part.journal, Math.max(part.last, this.#finished.get(part.journal) ?? -1));
  }

  #endByAge(part: PartFile): void {
    const { clock, rotateAgeMs } = this.#settings;
    this.#cancelAge();
    this.#cancelAge = clock.after(rotateAgeMs, () => {
      const ended = this.#turns.take(async () => {
        if (this.#part === part && !part.isEmpty) await this.#onDisk(() => this.#finish(part, this.#closing.signal));
      });
      // The next delivery meets the same failure, and says so; when there is none, it is tried again.
      ended.catch(() => {
        if (this.#isOpen && this.#part === part) this.#endByAge(part);
      });
    });
  }

  /** After a failure the folder is looked at anew, for nothing is certain of what is in it. */
  async #onDisk<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
      await this.#part?.close().catch(() => undefined);
      this.#part = undefined;
      this.#isKnown = false;
      this.#unlock();
      if (this.#isOpen) await this.#look().catch(() => undefined);
      const reason = 'code' in cause ? String(cause.code) : cause.message;
      const message = `${this.#settings.directory} cannot be written to (${reason}): check path, rights and room`;
      throw unavailable(message, { cause });
    }
  }
}

import { type FileHandle, open, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finishedName, partName, unnamed } from './file-names.ts';
import type { LineFormat } from './line-format.ts';
import { syncDirectory } from './sync-directory.ts';
import { readLines } from './read-lines.ts';

/** Writes a file that nothing will be added to. It has its name when all of it is on disk. */
export async function writeLateFile(
  file: string,
  lines: Uint8Array,
  format: LineFormat,
  signal: AbortSignal,
): Promise<void> {
  const whole = file + unnamed;
  if (format.finished === undefined) {
    await writeFile(whole, lines, { mode: 0o600, flush: true });
  } else {
    const made = `${file}.lines${unnamed}`;
    await writeFile(made, lines, { mode: 0o600 });
    await format.finished.make({ lines: made, file: whole }, signal);
    await rm(made);
  }
  await rename(whole, file);
  await syncDirectory(dirname(file));
}

interface Place {
  readonly directory: string;
  readonly journal: string;
  readonly format: LineFormat;
}

interface PartState {
  readonly first: number;
  readonly last: number;
  readonly length: number;
  readonly outcomes: number;
  /** What it begins with; another one than that of the format where the settings have changed since. */
  readonly header: string;
}

/** The file that outcomes are added to. What `append` has resolved for is on disk. */
export class PartFile {
  readonly journal: string;
  readonly first: number;
  readonly header: string;
  readonly #place: Place;
  readonly #handle: FileHandle;
  #length: number;
  #last: number;
  #outcomes: number;

  private constructor(place: Place, handle: FileHandle, state: PartState) {
    this.journal = place.journal;
    this.#place = place;
    this.#handle = handle;
    this.first = state.first;
    this.header = state.header;
    this.#last = state.last;
    this.#length = state.length;
    this.#outcomes = state.outcomes;
  }

  /** Begins a file whose first outcome will be at `first`. */
  static async begin(place: Place, first: number): Promise<PartFile> {
    const handle = await open(
      join(place.directory, partName(place.journal, first, place.format.extension)),
      'w',
      0o600,
    );
    const part = new PartFile(place, handle, {
      first,
      last: first - 1,
      length: 0,
      outcomes: 0,
      header: place.format.header,
    });
    try {
      await syncDirectory(place.directory);
      await part.#write(Buffer.from(place.format.header));
    } catch (error) {
      await handle.close();
      throw error;
    }
    return part;
  }

  /** Goes on with a file of an earlier run, without what a crash left incomplete; undefined when nothing of it is whole. */
  static async resume(place: Place, first: number): Promise<PartFile | undefined> {
    const file = join(place.directory, partName(place.journal, first, place.format.extension));
    let last: number | undefined;
    let length = 0;
    let outcomes = 0;
    let header = '';
    const onHeader = (found: string): void => {
      header = found;
    };
    for await (const line of readLines(file, place.format, onHeader)) {
      last = line.position;
      length = line.end;
      outcomes++;
    }
    if (last === undefined) {
      await rm(file);
      return undefined;
    }
    await truncate(file, length);
    const handle = await open(file, 'r+');
    // What was found may have been in memory only.
    await handle.sync();
    return new PartFile(place, handle, { first, last, length, outcomes, header });
  }

  get file(): string {
    return join(this.#place.directory, partName(this.journal, this.first, this.#place.format.extension));
  }

  /** Position of the last outcome in it. */
  get last(): number {
    return this.#last;
  }

  /** Bytes. */
  get length(): number {
    return this.#length;
  }

  get outcomes(): number {
    return this.#outcomes;
  }

  get isEmpty(): boolean {
    return this.#last < this.first;
  }

  /** Writes and syncs lines up to that of position `last`; when that fails, nothing of them stays. */
  async append(lines: Uint8Array, outcomes: number, last: number): Promise<void> {
    await this.#write(lines);
    this.#last = last;
    this.#outcomes += outcomes;
  }

  /** Closes the file and gives it its final name. When the signal stops that, the file can be added to as before. */
  async finish(signal: AbortSignal): Promise<void> {
    const { directory, format } = this.#place;
    const file = join(directory, finishedName(this.journal, this.first, this.#last, format.extension));
    await format.finished?.make({ lines: this.file, file: file + unnamed }, signal);
    await this.#handle.close();
    await rename(format.finished === undefined ? this.file : file + unnamed, file);
    await syncDirectory(directory);
    // A crash before this leaves both: the finished one counts.
    if (format.finished !== undefined) await rm(this.file);
  }

  /** Closes the file; it can be resumed. */
  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    try {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, at, bytes.length - at, this.#length + at);
        at += bytesWritten;
      }
      await this.#handle.datasync();
      this.#length += bytes.length;
    } catch (error) {
      await this.#handle.truncate(this.#length).catch(() => undefined);
      throw error;
    }
  }
}

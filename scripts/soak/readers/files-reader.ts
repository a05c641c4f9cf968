import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicMicroseconds } from '../../../benchmarks/system/monotonic.ts';
import type { Sequence } from '../sequence.ts';

/** Takes the finished files of a files sink away, as an importer does. The newest stays until the next one is there. */
export class FilesReader {
  readonly #directory: string;
  readonly #sequence: Sequence;

  constructor(directory: string, sequence: Sequence) {
    this.#directory = directory;
    this.#sequence = sequence;
  }

  async look(): Promise<void> {
    const finished = (await this.#names()).filter((name) => name.endsWith('.ndjson'));
    for (const name of finished.slice(0, -1)) await this.#take(name);
  }

  /** Reads what is left, to be called when the sink has ended. */
  async lookLast(): Promise<void> {
    for (const name of await this.#names()) {
      if (name.endsWith('.ndjson') || name.endsWith('.part')) await this.#take(name);
    }
  }

  async #take(name: string): Promise<void> {
    const file = join(this.#directory, name);
    const at = monotonicMicroseconds();
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      if (line === '') continue;
      const { sessionIdentifier = '' } = JSON.parse(line) as { readonly sessionIdentifier?: string };
      this.#sequence.receive(sessionIdentifier, at);
    }
    await rm(file);
  }

  async #names(): Promise<readonly string[]> {
    const names: readonly string[] = await readdir(this.#directory).catch(() => []);
    return names.filter((name) => firstOf(name) >= 0).toSorted((one, other) => firstOf(one) - firstOf(other));
  }
}

/** Position of the first outcome of a file; -1 where the name has none. Names begin with the journal's, which a crash may change. */
function firstOf(name: string): number {
  return Number(/-(\d{16})[-.]/.exec(name)?.[1] ?? -1);
}

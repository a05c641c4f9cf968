import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage.ts';

/** Collects new and changed files, and writes them when all of them are right. */
export class Scaffold {
  readonly #root: string;
  readonly #files = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Adds a file. Throws `UsageError` where there is one already. */
  add(path: string, text: string): void {
    if (existsSync(join(this.#root, path))) throw new UsageError(`${path} is there already: take another name`);
    this.#files.set(path, text);
  }

  /** Changes a file. */
  change(path: string, change: (text: string) => string): void {
    const before = this.#files.get(path) ?? readFileSync(join(this.#root, path), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${path} has another form than this command knows: see docs/walks.md`);
    this.#files.set(path, after);
  }

  /** Puts text before the last place of an anchor in a file. */
  insertBefore(path: string, anchor: string, text: string): void {
    this.change(path, (before) => {
      const at = before.lastIndexOf(anchor);
      return at < 0 ? before : before.slice(0, at) + text + before.slice(at);
    });
  }

  /** Writes the files, and returns their paths. */
  apply(): readonly string[] {
    for (const [path, text] of this.#files) {
      mkdirSync(dirname(join(this.#root, path)), { recursive: true });
      writeFileSync(join(this.#root, path), text);
    }
    return [...this.#files.keys()];
  }
}

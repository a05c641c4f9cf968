/** What a program writes to one of its streams. */
export class Transcript {
  text = '';
  readonly #watchers = new Set<() => void>();
  #isOver = false;

  add(piece: string): void {
    this.text += piece;
    for (const watcher of this.#watchers) watcher();
  }

  end(): void {
    this.#isOver = true;
    for (const watcher of this.#watchers) watcher();
  }

  /** Resolves with what is found in the text, now or later; rejects when the program ends without. */
  until<Found>(find: (text: string) => Found | null): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find(this.text);
        if (found === null && !this.#isOver) return;
        this.#watchers.delete(look);
        if (found === null) reject(new Error(`ended without ${String(find)}; it wrote: ${this.text}`));
        else resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}

/** What a program that runs has written, and ways to wait for more. */
export interface Written {
  /** Everything printed so far. */
  readonly printed: () => string;
  readonly said: () => string;
  /** Resolves with the first match of what was printed, or is printed later; rejects when the program ends without. */
  readonly untilPrinted: (pattern: RegExp) => Promise<RegExpMatchArray>;
  readonly untilSaid: (pattern: RegExp) => Promise<RegExpMatchArray>;
  /** Resolves when this number of lines of the feed is committed. */
  readonly untilCommitted: (count: number) => Promise<number>;
}

export function written(output: Transcript, messages: Transcript): Written {
  return {
    printed: () => output.text,
    said: () => messages.text,
    untilPrinted: (pattern) => output.until((text) => text.match(pattern)),
    untilSaid: (pattern) => messages.until((text) => text.match(pattern)),
    untilCommitted: (count) =>
      output.until((text) => {
        const committed = lastCommitted(text);
        return committed < count ? null : committed;
      }),
  };
}

/** Returns the newest count that `serve` printed. */
export function lastCommitted(printed: string): number {
  const from = printed.lastIndexOf('\n', printed.lastIndexOf('committed '));
  const match = /^\n?committed (\d+)\n/.exec(printed.slice(Math.max(from, 0)));
  return Number(match?.[1] ?? 0);
}

/** How many lines of one event are logged. */
export interface LineLimits {
  /** Different lines of an event within the window that are logged as they come. Default 5. */
  readonly lines: number;
  /** The window, milliseconds; it begins with the first line. Default 60,000. */
  readonly windowMs: number;
}

export const defaultLineLimits: LineLimits = { lines: 5, windowMs: 60_000 };

/** Lets the first lines of a window through, none twice, and tells at its end how many more there were. */
export class LineLimit {
  readonly #limits: LineLimits;
  readonly #write: (line: string, cause: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  readonly #written = new Set<string>();
  #withheld = 0;
  #newest: { readonly line: string; readonly cause: unknown } | undefined;

  constructor(limits: LineLimits, write: (line: string, cause: unknown) => void) {
    this.#limits = limits;
    this.#write = write;
  }

  /** `count` of the same, which one line stands for. */
  add(line: string, cause: unknown, count: number): void {
    this.#timer ??= setTimeout(() => this.end(), this.#limits.windowMs).unref();
    if (this.#written.size < this.#limits.lines && !this.#written.has(line)) {
      this.#written.add(line);
      this.#write(line, cause);
      return;
    }
    this.#withheld += count;
    this.#newest = { line, cause };
  }

  /** Ends the window: what was withheld becomes one line. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written.clear();
    if (this.#newest === undefined) return;
    const { line, cause } = this.#newest;
    const more = `${this.#withheld} of this kind within ${this.#limits.windowMs / 1000} s were not logged`;
    this.#newest = undefined;
    this.#withheld = 0;
    this.#write(`${line} (the newest; ${more})`, cause);
  }
}

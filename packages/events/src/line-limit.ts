import { fillIn } from './event-table.ts';

/** How many lines of one event are logged. */
export interface LineLimits {
  /** Different lines of an event within the window that are logged as they come. Default 5. */
  readonly lines: number;
  /** The window, milliseconds; it begins with the first line. Default 60,000. */
  readonly windowMs: number;
}

/** Default of how many lines of one event are logged: 5 a minute. */
export const defaultLineLimits: LineLimits = { lines: 5, windowMs: 60_000 };

/** A line before its details are filled in: most of a flood are never written. */
export interface UnwrittenLine {
  readonly form: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Lets the first lines of a window through, none twice, and tells at its end how many more there were. */
export class LineLimit {
  readonly #limits: LineLimits;
  readonly #write: (line: string, cause: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  readonly #written = new Set<string>();
  #withheld = 0;
  #newest: UnwrittenLine | undefined;

  constructor(limits: LineLimits, write: (line: string, cause: unknown) => void) {
    this.#limits = limits;
    this.#write = write;
  }

  /** `count` of the same, which one line stands for. */
  add(unwritten: UnwrittenLine, count: number): void {
    this.#timer ??= setTimeout(() => this.end(), this.#limits.windowMs).unref();
    if (this.#written.size < this.#limits.lines && !isSame(unwritten, this.#newest)) {
      const { form, details } = unwritten;
      const line = fillIn(form, details);
      if (!this.#written.has(line)) {
        this.#written.add(line);
        this.#write(line, details['cause']);
        return;
      }
    }
    this.#withheld += count;
    this.#newest = unwritten;
  }

  /** Ends the window: what was withheld becomes one line. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written.clear();
    if (this.#newest === undefined) return;
    const { form, details } = this.#newest;
    const more = `${this.#withheld} of this kind within ${this.#limits.windowMs / 1000} s were not logged`;
    this.#newest = undefined;
    this.#withheld = 0;
    this.#write(`${fillIn(form, details)} (the newest; ${more})`, details['cause']);
  }
}

/** Whether two lines would read the same; a flood repeats one, and filling it in is most of what it costs. */
function isSame(one: UnwrittenLine, other: UnwrittenLine | undefined): boolean {
  if (other === undefined) return false;
  for (const name in one.details) if (one.details[name] !== other.details[name]) return false;
  return true;
}

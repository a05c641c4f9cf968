/** Which lines of a text stand in a window that is lower than the text. */
export class Scroll {
  #top = 0;
  #room = 1;

  toStart(): void {
    this.#top = 0;
  }

  /** Moves as a key says; other keys do nothing. */
  press(key: string): void {
    const page = Math.max(1, this.#room - 1);
    const steps: Readonly<Record<string, number>> = {
      up: -1,
      k: -1,
      down: 1,
      j: 1,
      'page up': -page,
      'page down': page,
      home: Number.NEGATIVE_INFINITY,
      end: Number.POSITIVE_INFINITY,
    };
    this.#top += steps[key] ?? 0;
  }

  /** Returns the lines in the window; it stays within the text. */
  window(lines: readonly string[], room: number): readonly string[] {
    this.#room = room;
    this.#top = Math.max(0, Math.min(this.#top, lines.length - room));
    return lines.slice(this.#top, this.#top + room);
  }

  /** Returns where the window is, such as `12-30 of 90`; '' where everything fits. */
  describe(lines: number, room: number): string {
    return lines <= room ? '' : `${this.#top + 1}-${Math.min(lines, this.#top + room)} of ${lines}`;
  }
}

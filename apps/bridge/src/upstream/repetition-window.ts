/** How many different outcomes are remembered by default, to tell repetitions of a pair. */
export const defaultRepetitionWindow = 100_000;

interface Seen {
  /** How often it was recorded. */
  recorded: number;
  /** How often each member sent it. */
  readonly sent: Map<string, number>;
}

export interface RepetitionWindowOptions {
  /** Outcomes remembered. Default 100,000. */
  readonly limit?: number;
  /** Called when an outcome is forgotten that not all members have sent: they may be recorded again. */
  readonly forgotten?: () => void;
}

/**
 * Tells which outcomes of a redundant pair are repetitions, where the dialer gives them no place: what one member sent as
 * often as another is the same. An outcome that a dialer really repeats, byte for byte, is recorded as often as the member
 * that sent it most often sent it.
 */
export class RepetitionWindow {
  readonly #members: readonly string[];
  readonly #limit: number;
  readonly #forgotten: () => void;
  /** Oldest first. */
  readonly #seen = new Map<string, Seen>();

  constructor(
    members: readonly string[],
    { limit = defaultRepetitionWindow, forgotten }: RepetitionWindowOptions = {},
  ) {
    this.#members = members;
    this.#limit = limit;
    this.#forgotten = forgotten ?? (() => undefined);
  }

  /** It was recorded in an earlier life; which member sent it is not known any more. */
  remember(outcome: string): void {
    this.#entry(outcome).recorded++;
  }

  /** Whether what this member sent now is to be recorded. */
  isFresh(member: string, outcome: string): boolean {
    const seen = this.#entry(outcome);
    const times = (seen.sent.get(member) ?? 0) + 1;
    seen.sent.set(member, times);
    if (times <= seen.recorded) return false;
    seen.recorded = times;
    return true;
  }

  #entry(outcome: string): Seen {
    const found = this.#seen.get(outcome);
    if (found !== undefined) return found;
    const made: Seen = { recorded: 0, sent: new Map() };
    this.#seen.set(outcome, made);
    if (this.#seen.size > this.#limit) this.#forgetOldest();
    return made;
  }

  #forgetOldest(): void {
    for (const [outcome, { recorded, sent }] of this.#seen) {
      this.#seen.delete(outcome);
      if (this.#members.some((member) => (sent.get(member) ?? 0) < recorded)) this.#forgotten();
      return;
    }
  }
}

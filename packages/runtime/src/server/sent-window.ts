/**
 * What was written to one socket and is not confirmed, in order, as runs: no object per outcome.
 *
 * A run is confirmed by the kernel taking the bytes (a peer that does not acknowledge), or by an acknowledged count (a peer
 * that does, ACK-2).
 */
export interface SentRun<Owner> {
  readonly owner: Owner;
  /** Outcomes in the run. */
  readonly count: number;
  /** Position of each outcome relative to `base`; absent when they follow each other from `base` on. */
  readonly offsets: Uint32Array | undefined;
  readonly base: number;
  /** Position to continue from when the whole run is confirmed: behind the last outcome and what did not match after it. */
  readonly next: number;
}

export class SentWindow<Owner> {
  readonly #runs: SentRun<Owner>[] = [];
  #head = 0;
  /** Outcomes of the first run that are confirmed already. */
  #confirmedInHead = 0;
  #sent = 0;
  #confirmed = 0;

  /** Outcomes written to the socket so far. */
  get sent(): number {
    return this.#sent;
  }

  get unconfirmed(): number {
    return this.#sent - this.#confirmed;
  }

  add(run: SentRun<Owner>): void {
    this.#runs.push(run);
    this.#sent += run.count;
  }

  /**
   * Confirms the first `count` outcomes ever written. Calls `moved` with each owner and the position it may continue from.
   * A count beyond what was sent counts as all of it; one that is not news changes nothing.
   */
  confirm(count: number, moved: (owner: Owner, position: number) => void): void {
    const target = Math.min(count, this.#sent);
    for (
      let run = this.#runs[this.#head];
      run !== undefined && this.#confirmed < target;
      run = this.#runs[this.#head]
    ) {
      const open = run.count - this.#confirmedInHead;
      const step = Math.min(open, target - this.#confirmed);
      this.#confirmed += step;
      if (step === open) {
        moved(run.owner, run.next);
        this.#head++;
        this.#confirmedInHead = 0;
      } else {
        this.#confirmedInHead += step;
        moved(run.owner, positionBehind(run, this.#confirmedInHead));
      }
    }
    this.#compact();
  }

  /** Drops what was confirmed once it is the larger part of the list. */
  #compact(): void {
    if (this.#head > 64 && this.#head * 2 > this.#runs.length) {
      this.#runs.splice(0, this.#head);
      this.#head = 0;
    }
  }
}

function positionBehind<Owner>(run: SentRun<Owner>, count: number): number {
  const last = run.offsets === undefined ? count - 1 : (run.offsets[count - 1] ?? 0);
  return run.base + last + 1;
}

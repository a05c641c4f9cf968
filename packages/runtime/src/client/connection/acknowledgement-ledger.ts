/** Who received outcomes, and how far they are finished with. Outcomes are numbered from 0 in the order of arrival. */
export interface Receipts {
  /** Every outcome below this number is finished with. */
  readonly finished: number;
  /** The service has recorded that everything below this number is finished with. */
  readonly confirm: (upTo: number) => void;
}

interface Run {
  /** Undefined: nobody waits for these, they count as finished. */
  readonly owner: Receipts | undefined;
  readonly first: number;
  count: number;
}

/**
 * The OZ of one socket in the order of arrival, of all subscriptions: what `ack:<n>` counts (ACK-1). Kept as runs, so
 * that a million outcomes of one subscription cost one entry.
 */
export class AcknowledgementLedger {
  readonly #runs: Run[] = [];
  /** Frames in runs before `#runs[#finishedRuns]`, all finished. */
  #finishedFrames = 0;
  #finishedRuns = 0;
  #confirmed = 0;

  /** Frames that the service is known to have recorded. */
  get confirmed(): number {
    return this.#confirmed;
  }

  /** `count` more frames arrived, which are the owner's outcomes from number `first` on. */
  add(owner: Receipts | undefined, first: number, count: number): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && last.owner === owner && (owner === undefined || last.first + last.count === first)) {
      if (this.#finishedRuns === this.#runs.length) {
        this.#finishedRuns -= 1;
        this.#finishedFrames -= last.count;
      }
      last.count += count;
    } else {
      this.#runs.push({ owner, first, count });
    }
  }

  /** How many frames from the first on are finished with, the confirmed ones included. */
  finished(): number {
    for (let run = this.#runs[this.#finishedRuns]; run !== undefined; run = this.#runs[this.#finishedRuns]) {
      const done = finishedOf(run);
      if (done < run.count) return this.#confirmedBase + this.#finishedFrames + done;
      this.#finishedFrames += run.count;
      this.#finishedRuns += 1;
    }
    return this.#confirmedBase + this.#finishedFrames;
  }

  /** Frames of runs that are gone from the list. */
  #confirmedBase = 0;

  /** The service has recorded that the first `count` frames are finished with. */
  confirm(count: number): void {
    if (count <= this.#confirmed || count > this.finished()) return;
    this.#confirmed = count;
    let gone = 0;
    for (const run of this.#runs) {
      const left = count - this.#confirmedBase;
      if (left <= 0) break;
      run.owner?.confirm(run.first + Math.min(left, run.count));
      if (left < run.count) break;
      this.#confirmedBase += run.count;
      this.#finishedFrames -= run.count;
      this.#finishedRuns -= 1;
      gone += 1;
    }
    this.#runs.splice(0, gone);
  }
}

function finishedOf({ owner, first, count }: Run): number {
  return owner === undefined ? count : Math.min(count, Math.max(0, owner.finished - first));
}

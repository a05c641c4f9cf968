import type { RecordBatch, Slice } from '../journal.ts';

interface Lease {
  /** Readers that have the batch and have not given it back. */
  holders: number;
  isDropped: boolean;
}

/**
 * Frees the memory of a batch as soon as the journal has dropped it and each of its readers has given it back. Left to the
 * collector, fast reading or recording makes it run all the time. A batch that is never given back is left to it.
 */
export class BatchLeases {
  readonly #leases = new WeakMap<RecordBatch, Lease>();

  /** The slice for one reader, with what gives its batch back. */
  lend(slice: Slice): Slice {
    const { batch, next } = slice;
    if (batch === undefined) return slice;
    const lease = this.#leaseOf(batch);
    lease.holders++;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      lease.holders--;
      free(batch, lease);
    };
    return { batch, next, release };
  }

  /** The journal itself does not hold the batch any more, and will not lend it again. */
  drop(batch: RecordBatch): void {
    const lease = this.#leaseOf(batch);
    lease.isDropped = true;
    free(batch, lease);
  }

  #leaseOf(batch: RecordBatch): Lease {
    const known = this.#leases.get(batch);
    if (known !== undefined) return known;
    const lease = { holders: 0, isDropped: false };
    this.#leases.set(batch, lease);
    return lease;
  }
}

function free({ bodies: { buffer } }: RecordBatch, { holders, isDropped }: Lease): void {
  if (isDropped && holders === 0 && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

import { codeOf, outcomeData, placeCode, type RunHead, separator } from '@sdmp/protocol';

const plainHead = outcomeData.code + separator + codeOf(outcomeData, 'transactionIdentifier');
const routedHead = `${outcomeData.service}:${outcomeData.interface}:${plainHead}`;

/** What the records of a run have besides their bodies. */
export class RunColumns {
  readonly transaction: string;
  /** Journal of the places; '' when it is that of the connection. */
  readonly journal: string;
  readonly #lead: string;
  readonly #first: number;
  readonly #times: Float64Array;
  /** Absent when positions follow one another. */
  readonly #offsets: Uint32Array | undefined;

  constructor(head: RunHead, times: Float64Array, offsets: Uint32Array | undefined) {
    this.transaction = head.transaction;
    this.journal = head.journal;
    this.#lead = (head.isRouted ? routedHead : plainHead) + head.transaction;
    this.#first = head.first;
    this.#times = times;
    this.#offsets = offsets;
  }

  positionOf(at: number): number {
    return this.#first + (this.#offsets === undefined ? at : (this.#offsets[at] ?? 0));
  }

  /** Offsets of the positions of `count` records from that of record `from`; undefined when they follow one another. */
  offsets(from: number, count: number): Uint32Array | undefined {
    const first = this.#offsets?.[from] ?? 0;
    return this.#offsets?.subarray(from, from + count).map((offset) => offset - first);
  }

  timeOf(at: number): number {
    return this.#times[at] ?? 0;
  }

  /** What stands ahead of the body in the OZ of a record. */
  leadOf(at: number): string {
    return `${this.#lead}${separator}${placeCode}${this.journal}.${this.positionOf(at)}.${this.timeOf(at)}`;
  }
}

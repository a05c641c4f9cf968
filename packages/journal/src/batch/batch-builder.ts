import { Buffer } from 'node:buffer';
import type { JournalRecord, RecordColumns, Scope } from '../journal.ts';
import { startOf } from '../reader/records.ts';
import type { BatchSummary } from './batch-summary.ts';
import { type BatchShape, headerBytes, offsetsOf, writeHeader } from './layout.ts';
import { ScopeTable } from './scope-table.ts';

/** A batch that is ready to be stored; only its position is still open. */
export interface SealedBatch {
  readonly shape: BatchShape;
  readonly scopes: readonly Scope[];
  readonly summary: BatchSummary;
  readonly minTime: number;
  readonly maxTime: number;
  /** The packed batch. It owns its buffer, which may be longer. */
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface BatchLimits {
  /** A batch is sealed when it holds this many records. */
  readonly maxBatchRecords: number;
  /** A batch is sealed when its bodies reach this many bytes; the last body may go past it. */
  readonly maxBatchBytes: number;
}

export interface BatchBuilderOptions extends BatchLimits {
  /** Length of the first batch, roughly, bytes: saves copying it while it grows. Default: not known. */
  readonly expectedBytes?: number;
}

const smallestBuffer = 2048;
/** From this length on a string is measured before room is made: three bytes per unit would waste too much. */
const measuredString = 65_536;

const nowhere: Scope = { tenant: '', campaign: '' };

/** Packs records one after the other; a body is copied once, to where it stays. */
export class BatchBuilder {
  readonly #limits: BatchLimits;
  readonly #times: Float64Array;
  readonly #ends: Uint32Array;
  readonly #scopeOf: Uint16Array;
  readonly #classes: Uint8Array;
  readonly #scopes = new ScopeTable();
  /** Index here by index in the columns at hand; -1 where it is not known yet. Grows with them. */
  #foreignScopes = new Int32Array(64);
  #buffer: Buffer<ArrayBuffer> | undefined;
  #used = headerBytes;
  #count = 0;
  /** Length of the batch before: the best guess for the next. */
  #expected: number;

  constructor(limits: BatchBuilderOptions) {
    this.#limits = limits;
    this.#expected = limits.expectedBytes ?? 0;
    this.#times = new Float64Array(limits.maxBatchRecords);
    this.#ends = new Uint32Array(limits.maxBatchRecords);
    this.#scopeOf = new Uint16Array(limits.maxBatchRecords);
    this.#classes = new Uint8Array(limits.maxBatchRecords);
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes taken in since the last seal. */
  get bytes(): number {
    return this.#count === 0 ? 0 : this.#used;
  }

  get isFull(): boolean {
    return this.#count === this.#limits.maxBatchRecords || this.#used - headerBytes >= this.#limits.maxBatchBytes;
  }

  /** The record must have been checked, and the builder must not be full. */
  add(record: JournalRecord): void {
    const { body } = record;
    const index = this.#count;
    this.#used += typeof body === 'string' ? this.#writeText(body) : this.#writeBytes(body);
    this.#times[index] = record.time;
    this.#ends[index] = this.#used - headerBytes;
    this.#scopeOf[index] = this.#scopes.note(record, record.classes);
    this.#classes[index] = record.classes;
    this.#count = index + 1;
  }

  /**
   * Takes in the records from `from` on, as many as it has room for; returns how many. They must have been checked, and the
   * builder must not be full.
   */
  addColumns(columns: RecordColumns, from: number): number {
    const { ends, bodies } = columns;
    const start = startOf(ends, from);
    const before = this.#used - headerBytes;
    const upTo = Math.min(columns.count, from + this.#limits.maxBatchRecords - this.#count);
    let to = from;
    let end = start;
    while (to < upTo && before + end - start < this.#limits.maxBatchBytes) end = ends[to++] ?? end;
    this.#writeBytes(bodies.subarray(start, end));
    this.#used += end - start;
    this.#times.set(columns.times.subarray(from, to), this.#count);
    this.#classes.set(columns.classes.subarray(from, to), this.#count);
    for (let index = from; index < to; index++)
      this.#ends[this.#count + index - from] = before + (ends[index] ?? 0) - start;
    this.#noteScopes(columns, from, to);
    this.#count += to - from;
    return to - from;
  }

  /** Closes the batch and begins an empty one. */
  seal(): SealedBatch {
    const scopes = this.#scopes;
    const scopesJson = Buffer.from(scopes.toJson());
    const count = this.#count;
    const shape = { count, bodyBytes: this.#used - headerBytes, scopeBytes: scopesJson.length };
    const { total } = offsetsOf(shape);
    const data = new Uint8Array(this.#withRoom(total - this.#used).buffer, 0, total);
    this.#writeColumns(data, shape);
    data.set(scopesJson, offsetsOf(shape).scopes);
    const { minTime, maxTime } = spanOf(this.#times, count);
    const sealed = { shape, scopes: scopes.list(), summary: scopes.summary(), minTime, maxTime, data };
    this.#buffer = undefined;
    scopes.clear();
    this.#used = headerBytes;
    this.#count = 0;
    this.#expected = total;
    return sealed;
  }

  #noteScopes({ scopes, scopeOf, classes }: RecordColumns, from: number, to: number): void {
    if (this.#foreignScopes.length < scopes.length) this.#foreignScopes = new Int32Array(scopes.length * 2);
    const indexes = this.#foreignScopes.fill(-1, 0, scopes.length);
    for (let row = from; row < to; row++) {
      const foreign = scopeOf[row] ?? 0;
      const seen = classes[row] ?? 0;
      let index = indexes[foreign] ?? -1;
      if (index < 0) {
        index = this.#scopes.note(scopes[foreign] ?? nowhere, seen);
        indexes[foreign] = index;
      } else {
        this.#scopes.mark(index, seen);
      }
      this.#scopeOf[this.#count + row - from] = index;
    }
  }

  #writeText(text: string): number {
    const most = text.length < measuredString ? text.length * 3 : Buffer.byteLength(text);
    return this.#withRoom(most).write(text, this.#used);
  }

  #writeBytes(bytes: Uint8Array): number {
    this.#withRoom(bytes.length).set(bytes, this.#used);
    return bytes.length;
  }

  #writeColumns(data: Uint8Array<ArrayBuffer>, shape: BatchShape): void {
    const { count } = shape;
    const at = offsetsOf(shape);
    data.fill(0, this.#used, at.times);
    writeHeader(data, shape);
    new Float64Array(data.buffer, at.times, count).set(this.#times.subarray(0, count));
    new Uint32Array(data.buffer, at.ends, count).set(this.#ends.subarray(0, count));
    new Uint16Array(data.buffer, at.scopeOf, count).set(this.#scopeOf.subarray(0, count));
    data.set(this.#classes.subarray(0, count), at.classes);
  }

  #withRoom(bytes: number): Buffer<ArrayBuffer> {
    const needed = this.#used + bytes;
    const held = this.#buffer;
    if (held !== undefined && held.length >= needed) return held;
    const guess = held === undefined ? this.#expected * 1.125 : held.length * 2;
    // Not from the shared pool: the buffer will be transferred to another thread.
    const roomier = Buffer.allocUnsafeSlow(Math.ceil(Math.max(guess, needed, smallestBuffer)));
    if (held !== undefined) roomier.set(held.subarray(0, this.#used));
    this.#buffer = roomier;
    return roomier;
  }
}

function spanOf(times: Float64Array, count: number): { minTime: number; maxTime: number } {
  let minTime = Number.POSITIVE_INFINITY;
  let maxTime = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const time = times[index] ?? 0;
    if (time < minTime) minTime = time;
    if (time > maxTime) maxTime = time;
  }
  return { minTime, maxTime };
}

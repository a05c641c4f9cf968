import type { SealedBatch } from '../batch/batch-builder.ts';
import { classesOfScope } from '../batch/batch-summary.ts';
import { viewBatch } from '../batch/layout.ts';
import type { RecordBatch, RecordColumns, RecordFilter, Scope, Slice } from '../journal.ts';
import { matchesScope } from '../reader/records.ts';

/** A time, an end, a scope and the classes. */
const columnBytes = 8 + 4 + 2 + 1;
/** Readers copy bodies in words, and may read to the end of the last one. */
const slackBytes = 8;
/** The objects around the memory, roughly, bytes. */
const overheadBytes = 1024;
const everyClass = 0xff;

type Columns = Pick<RecordColumns, 'times' | 'ends' | 'scopeOf' | 'classes' | 'bodies'>;

/** How much a `GrowingBatch` takes in. */
export interface GrowingBatchSize {
  readonly records: number;
  /** Total length of the bodies. */
  readonly bytes: number;
}

/**
 * Records in memory that more are put behind. A reader gets a view on those that are there: it stays as it is while others
 * come. What is stored leaves no object behind, whatever number of commits it took.
 */
export class GrowingBatch {
  readonly first: number;
  /** Memory that it takes, bytes. */
  readonly footprint: number;
  readonly #columns: Columns;
  readonly #scopes: Scope[] = [];
  /** Classes seen, by scope. */
  readonly #scopeClasses: number[] = [];
  readonly #scopeIndexes = new Map<Scope, number>();
  #count = 0;
  #bytes = 0;
  #view: RecordBatch | undefined;
  /** Readers that have a view and have not given it back. */
  #holders = 0;
  #isDropped = false;

  private constructor(first: number, columns: Columns) {
    this.first = first;
    this.#columns = columns;
    this.footprint = columns.bodies.buffer.byteLength + overheadBytes;
  }

  /** Begins an empty one, in memory of its own. */
  static ofSize(first: number, { records, bytes }: GrowingBatchSize): GrowingBatch {
    const memory = new ArrayBuffer(records * columnBytes + bytes + slackBytes);
    return new GrowingBatch(first, {
      times: new Float64Array(memory, 0, records),
      ends: new Uint32Array(memory, records * 8, records),
      scopeOf: new Uint16Array(memory, records * 12, records),
      classes: new Uint8Array(memory, records * 14, records),
      bodies: new Uint8Array(memory, records * columnBytes, bytes),
    });
  }

  /** Holds a batch where it is; it takes in nothing else. */
  static around(first: number, sealed: SealedBatch, data: Uint8Array): GrowingBatch {
    const batch = viewBatch(data, first, sealed.shape, sealed.scopes);
    const around = new GrowingBatch(first, batch);
    around.#noteScopes(sealed);
    around.#count = batch.count;
    around.#bytes = batch.bodies.length;
    return around;
  }

  /** Position behind the last record. */
  get end(): number {
    return this.first + this.#count;
  }

  hasRoomFor({ shape: { count, bodyBytes } }: SealedBatch): boolean {
    const { times, bodies } = this.#columns;
    return this.#count + count <= times.length && this.#bytes + bodyBytes <= bodies.length;
  }

  /** Copies the records of a batch that was stored behind the last one; `data` is the packed batch. It must have room. */
  add(sealed: SealedBatch, data: Uint8Array): void {
    const { shape, scopes } = sealed;
    const batch = viewBatch(data, this.end, shape, scopes);
    const { times, ends, scopeOf, classes, bodies } = this.#columns;
    const at = this.#count;
    times.set(batch.times, at);
    classes.set(batch.classes, at);
    bodies.set(batch.bodies, this.#bytes);
    const indexes = this.#noteScopes(sealed);
    for (let index = 0; index < shape.count; index++) {
      ends[at + index] = this.#bytes + (batch.ends[index] ?? 0);
      scopeOf[at + index] = indexes[batch.scopeOf[index] ?? 0] ?? 0;
    }
    this.#count += shape.count;
    this.#bytes += shape.bodyBytes;
    this.#view = undefined;
  }

  /** Whether a record at `from` or behind it passes the filter. */
  canMatch(from: number, filter: RecordFilter): boolean {
    const wanted = filter.classes ?? everyClass;
    const start = Math.max(0, from - this.first);
    if (this.#count - start > this.#scopes.length) {
      return this.#scopes.some(
        (scope, index) => ((this.#scopeClasses[index] ?? 0) & wanted) !== 0 && matchesScope(scope, filter),
      );
    }
    const { scopeOf, classes } = this.#columns;
    for (let index = start; index < this.#count; index++) {
      const scope = this.#scopes[scopeOf[index] ?? 0];
      if (((classes[index] ?? 0) & wanted) !== 0 && scope !== undefined && matchesScope(scope, filter)) return true;
    }
    return false;
  }

  /** The records that are there, for one reader, with what gives them back. */
  lend(): Slice {
    this.#view ??= this.#viewNow();
    this.#holders += 1;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      this.#free();
    };
    return { batch: this.#view, next: this.end, release };
  }

  /** The journal will not lend it again: its memory is free once each reader has given it back. */
  drop(): void {
    this.#isDropped = true;
    this.#free();
  }

  /** Index here of each scope of the batch. */
  #noteScopes({ scopes, summary }: SealedBatch): number[] {
    return scopes.map((scope, theirs) => {
      const index = this.#indexOf(scope);
      this.#scopeClasses[index] = (this.#scopeClasses[index] ?? 0) | classesOfScope(summary, theirs);
      return index;
    });
  }

  #indexOf(scope: Scope): number {
    const known = this.#scopeIndexes.get(scope);
    if (known !== undefined) return known;
    const index = this.#scopes.push(scope) - 1;
    this.#scopeIndexes.set(scope, index);
    return index;
  }

  #viewNow(): RecordBatch {
    const count = this.#count;
    const { times, ends, scopeOf, classes, bodies } = this.#columns;
    return {
      first: this.first,
      count,
      scopes: this.#scopes,
      scopeOf: scopeOf.subarray(0, count),
      classes: classes.subarray(0, count),
      times: times.subarray(0, count),
      ends: ends.subarray(0, count),
      bodies: bodies.subarray(0, this.#bytes),
    };
  }

  #free(): void {
    const { buffer } = this.#columns.bodies;
    if (this.#isDropped && this.#holders === 0 && buffer instanceof ArrayBuffer) buffer.transfer(0);
  }
}

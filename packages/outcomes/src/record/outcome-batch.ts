import type { OutcomeRecord } from './outcome-record.ts';

/** Tenant and campaign that many outcomes have in common. */
export interface OutcomeScope {
  readonly tenant: string;
  readonly campaign: string;
}

/** What one `OutcomeBatch` holds at most: a scope has a number of 16 bits. */
export const maxColumnOutcomes = 65_536;

/** More scopes than this are not kept for the next outcomes: an appender looks at each. */
const mostKeptScopes = 512;

const firstOutcomes = 1024;
const firstBytes = 64 * 1024;
const utf8 = new TextEncoder();
/** UTF-8 takes no more bytes for a UTF-16 unit. */
const mostBytesPerUnit = 3;

/**
 * Outcomes as columns, as a journal takes them: the bodies one behind the other in one buffer, the rest in arrays. Nothing
 * is made for an outcome, and `clear` begins anew in the same memory. The arrays may be longer than `count`.
 */
export class OutcomeBatch {
  count = 0;
  /** Each tenant and campaign once. Those of outcomes before the last `clear` may be among them. */
  scopes: OutcomeScope[] = [];
  /** Index into `scopes`, per outcome. */
  scopeOf = new Uint16Array(firstOutcomes);
  /** Bits of `outcomeClass`, per outcome. */
  classes = new Uint8Array(firstOutcomes);
  /** Unix milliseconds, per outcome. */
  times = new Float64Array(firstOutcomes);
  /** Where each body ends in `bodies`; it starts where the one before it ends. */
  ends = new Uint32Array(firstOutcomes);
  /** UTF-8. */
  bodies = new Uint8Array(firstBytes);
  #indexes = new Map<string, Map<string, number>>();

  /** Bytes of the bodies. */
  get bytes(): number {
    return this.count === 0 ? 0 : (this.ends[this.count - 1] ?? 0);
  }

  get isFull(): boolean {
    return this.count === maxColumnOutcomes;
  }

  /** Takes an outcome in. Throws a `RangeError` when it is full. */
  add({ time, tenant, campaign, classes, body }: OutcomeRecord): void {
    const start = this.bytes;
    this.reserve(body.length * mostBytesPerUnit);
    const { written } = utf8.encodeInto(body, this.bodies.subarray(start));
    this.close(start + written, this.indexOf(tenant, campaign), classes);
    this.times[this.count - 1] = time;
  }

  /** Takes in the outcome whose body has been written up to `end`. Its time is still to be set. */
  close(end: number, scope: number, classes: number): void {
    const index = this.count;
    if (index === this.ends.length) this.#growColumns();
    this.ends[index] = end;
    this.scopeOf[index] = scope;
    this.classes[index] = classes;
    this.count = index + 1;
  }

  /** Makes room for `bytes` more bytes of bodies. */
  reserve(bytes: number): void {
    const used = this.bytes;
    const needed = used + bytes;
    if (this.bodies.length >= needed) return;
    const roomier = new Uint8Array(Math.max(needed, this.bodies.length * 2));
    roomier.set(this.bodies.subarray(0, used));
    this.bodies = roomier;
  }

  /** Index of the scope; it is taken in when it is new. */
  indexOf(tenant: string, campaign: string): number {
    let campaigns = this.#indexes.get(tenant);
    if (campaigns === undefined) {
      campaigns = new Map();
      this.#indexes.set(tenant, campaigns);
    }
    let index = campaigns.get(campaign);
    if (index === undefined) {
      index = this.scopes.push({ tenant, campaign }) - 1;
      campaigns.set(campaign, index);
    }
    return index;
  }

  clear(): void {
    this.count = 0;
    if (this.scopes.length <= mostKeptScopes) return;
    this.scopes = [];
    this.#indexes = new Map();
  }

  #growColumns(): void {
    const length = this.ends.length * 2;
    if (length > maxColumnOutcomes)
      throw new RangeError(`these columns hold ${maxColumnOutcomes} outcomes: begin others`);
    this.scopeOf = grown(this.scopeOf, new Uint16Array(length));
    this.classes = grown(this.classes, new Uint8Array(length));
    this.times = grown(this.times, new Float64Array(length));
    this.ends = grown(this.ends, new Uint32Array(length));
  }
}

function grown<Column extends { set(from: Column): void }>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

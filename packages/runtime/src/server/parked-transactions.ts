import { separator } from '@sdmp/protocol';

/** A transaction without a socket: what is needed to resume it, and nothing else (PS-7). */
export interface ParkedTransaction {
  readonly transactionIdentifier: string;
  readonly position: number;
  /** When it was last in use, Unix milliseconds. */
  readonly touched: number;
}

/** A parked transaction with the names it is found by. */
export interface NamedParkedTransaction extends ParkedTransaction {
  readonly tenant: string;
  readonly token: string;
}

/** Nearly every token has one transaction: only those with more pay for a map. */
type Parked = ParkedTransaction | Map<string, ParkedTransaction>;

/**
 * The parked transactions of all tokens. There may be very many: each is one small row, found by one string. What it
 * was subscribed to is only in the journal's cursor, for the next request says it anew (PS-4).
 */
export class ParkedTransactions {
  readonly #byToken = new Map<string, Parked>();
  /** None was touched before this: until then there is nothing to look for. */
  #touchedSince = Number.POSITIVE_INFINITY;
  /** None was touched after this. */
  #touchedUntil = Number.NEGATIVE_INFINITY;

  has(tenant: string, token: string): boolean {
    return this.#byToken.has(keyOf(tenant, token));
  }

  get(tenant: string, token: string, transactionIdentifier: string): ParkedTransaction | undefined {
    const held = this.#byToken.get(keyOf(tenant, token));
    if (held instanceof Map) return held.get(transactionIdentifier);
    return held?.transactionIdentifier === transactionIdentifier ? held : undefined;
  }

  /** Takes the place of one with the same names. */
  put(tenant: string, token: string, parked: ParkedTransaction): void {
    const key = keyOf(tenant, token);
    const held = this.#byToken.get(key);
    this.#touchedSince = Math.min(this.#touchedSince, parked.touched);
    this.#touchedUntil = Math.max(this.#touchedUntil, parked.touched);
    if (held instanceof Map) held.set(parked.transactionIdentifier, parked);
    else if (held === undefined || held.transactionIdentifier === parked.transactionIdentifier)
      this.#byToken.set(key, parked);
    else {
      const both = [held, parked].map((each) => [each.transactionIdentifier, each] as const);
      this.#byToken.set(key, new Map(both));
    }
  }

  /** Takes out the one that a request resumes: its own, or the only one there is under another TX (PS-4). */
  take(tenant: string, token: string, transactionIdentifier: string): ParkedTransaction | undefined {
    const key = keyOf(tenant, token);
    const held = this.#byToken.get(key);
    if (held === undefined) return undefined;
    const only = held instanceof Map ? undefined : held;
    const chosen = this.get(tenant, token, transactionIdentifier) ?? only;
    if (chosen !== undefined) this.#remove(key, held, chosen.transactionIdentifier);
    return chosen;
  }

  /** Takes out all of a token. */
  drop(tenant: string, token: string): void {
    this.#byToken.delete(keyOf(tenant, token));
  }

  /** Takes out the first with this TX, whatever its token, of a tenant or of any. */
  takeAny(transactionIdentifier: string, tenant?: string): NamedParkedTransaction | undefined {
    for (const parked of this) {
      if (parked.transactionIdentifier !== transactionIdentifier) continue;
      if (tenant !== undefined && parked.tenant !== tenant) continue;
      this.take(parked.tenant, parked.token, transactionIdentifier);
      return parked;
    }
    return undefined;
  }

  /** Puts `now` in the place of times outside of the range, which a wrong clock has left behind; gives those it changed. */
  touchOutside(
    { from, to }: { readonly from: number; readonly to: number },
    now: number,
  ): readonly NamedParkedTransaction[] {
    if (this.#touchedSince >= from && this.#touchedUntil <= to) return [];
    const outside = [...this].filter(({ touched }) => touched < from || touched > to);
    const touched = outside.map((parked) => ({ ...parked, touched: now }));
    for (const { tenant, token, ...parked } of touched) this.put(tenant, token, parked);
    const all = [...this].map((parked) => parked.touched);
    this.#touchedSince = all.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
    this.#touchedUntil = all.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
    return touched;
  }

  /** Takes out all that were last in use before `oldest`, Unix milliseconds. */
  takeUntouchedSince(oldest: number): readonly NamedParkedTransaction[] {
    if (this.#touchedSince >= oldest) return [];
    const taken: NamedParkedTransaction[] = [];
    let touchedSince = Number.POSITIVE_INFINITY;
    for (const parked of this) {
      if (parked.touched < oldest) taken.push(parked);
      else touchedSince = Math.min(touchedSince, parked.touched);
    }
    for (const { tenant, token, transactionIdentifier } of taken) this.take(tenant, token, transactionIdentifier);
    this.#touchedSince = touchedSince;
    return taken;
  }

  *[Symbol.iterator](): IterableIterator<NamedParkedTransaction> {
    for (const [key, held] of this.#byToken) {
      const at = key.indexOf(separator);
      const names = { tenant: key.slice(0, at), token: key.slice(at + 1) };
      for (const parked of held instanceof Map ? held.values() : [held]) yield { ...names, ...parked };
    }
  }

  #remove(key: string, held: Parked, transactionIdentifier: string): void {
    if (!(held instanceof Map)) {
      this.#byToken.delete(key);
      return;
    }
    held.delete(transactionIdentifier);
    const [last] = held.values();
    if (held.size === 1 && last !== undefined) this.#byToken.set(key, last);
  }
}

/** A tenant's name has only letters, digits and `_`, so that the first separator is the one between them. */
function keyOf(tenant: string, token: string): string {
  return tenant + separator + token;
}

import { separator } from '@sdmp/protocol';
import { TokenCounts } from './token-counts.ts';

/** A transaction without a socket: what is needed to resume it, and nothing else (PS-7). */
export interface ParkedTransaction {
  readonly transactionIdentifier: string;
  readonly position: number;
  /** When it was last in use, Unix milliseconds. */
  readonly touched: number;
  /** User, or address, that it counts for; undefined when an earlier run of the service saved it. */
  readonly owner?: string | undefined;
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
  /** Keys of the tokens that have one with this TX: nearly always one key. */
  readonly #byIdentifier = new Map<string, string | Set<string>>();
  readonly #counts: TokenCounts;
  /** None was touched before this: until then there is nothing to look for. */
  #touchedSince = Number.POSITIVE_INFINITY;
  /** None was touched after this. */
  #touchedUntil = Number.NEGATIVE_INFINITY;

  constructor(counts = new TokenCounts()) {
    this.#counts = counts;
  }

  has(tenant: string, token: string): boolean {
    return this.#byToken.has(keyOf(tenant, token));
  }

  get(tenant: string, token: string, transactionIdentifier: string): ParkedTransaction | undefined {
    const held = this.#byToken.get(keyOf(tenant, token));
    if (held instanceof Map) return held.get(transactionIdentifier);
    return held?.transactionIdentifier === transactionIdentifier ? held : undefined;
  }

  /** The TX of all of a token. */
  identifiersOf(tenant: string, token: string): readonly string[] {
    const held = this.#byToken.get(keyOf(tenant, token));
    if (held instanceof Map) return [...held.keys()];
    return held === undefined ? [] : [held.transactionIdentifier];
  }

  /** Takes the place of one with the same names. */
  put(tenant: string, token: string, parked: ParkedTransaction): void {
    const key = keyOf(tenant, token);
    const held = this.#byToken.get(key);
    const replaced = this.get(tenant, token, parked.transactionIdentifier);
    if (replaced === undefined) this.#index(parked.transactionIdentifier, key);
    else this.#counts.remove(tenant, replaced.owner);
    this.#counts.add(tenant, parked.owner);
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
    if (chosen === undefined) return undefined;
    this.#remove(key, held, chosen.transactionIdentifier);
    this.#forget(tenant, key, chosen);
    return chosen;
  }

  /** Takes out all of a token. */
  drop(tenant: string, token: string): void {
    const key = keyOf(tenant, token);
    const held = this.#byToken.get(key);
    if (held === undefined) return;
    this.#byToken.delete(key);
    for (const each of held instanceof Map ? held.values() : [held]) this.#forget(tenant, key, each);
  }

  /** Takes out the first with this TX, whatever its token, of a tenant or of any. */
  takeAny(transactionIdentifier: string, tenant?: string): NamedParkedTransaction | undefined {
    const keys = this.#byIdentifier.get(transactionIdentifier) ?? [];
    for (const key of typeof keys === 'string' ? [keys] : keys) {
      const names = namesOf(key);
      if (tenant !== undefined && names.tenant !== tenant) continue;
      const parked = this.take(names.tenant, names.token, transactionIdentifier);
      if (parked !== undefined) return { ...names, ...parked };
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
      const names = namesOf(key);
      for (const parked of held instanceof Map ? held.values() : [held]) yield { ...names, ...parked };
    }
  }

  #index(transactionIdentifier: string, key: string): void {
    const keys = this.#byIdentifier.get(transactionIdentifier);
    if (keys === undefined) this.#byIdentifier.set(transactionIdentifier, key);
    else if (typeof keys === 'string') this.#byIdentifier.set(transactionIdentifier, new Set([keys, key]));
    else keys.add(key);
  }

  #forget(tenant: string, key: string, { transactionIdentifier, owner }: ParkedTransaction): void {
    this.#counts.remove(tenant, owner);
    const keys = this.#byIdentifier.get(transactionIdentifier);
    if (typeof keys === 'object' && keys.size > 1) keys.delete(key);
    else this.#byIdentifier.delete(transactionIdentifier);
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

function namesOf(key: string): { readonly tenant: string; readonly token: string } {
  const at = key.indexOf(separator);
  return { tenant: key.slice(0, at), token: key.slice(at + 1) };
}

/** A tenant's name has only letters, digits and `_`, so that the first separator is the one between them. */
function keyOf(tenant: string, token: string): string {
  return tenant + separator + token;
}

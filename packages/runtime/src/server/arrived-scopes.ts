import { matchesScope, type RecordBatch, type RecordFilter, type Scope } from '@sdmp/journal';

const everyClass = 0xff;

/** Of whom records are that have just come, each tenant and campaign once: what any number of filters is compared with. */
export class ArrivedScopes {
  readonly #indexes: number[] = [];
  /** By index: classes of its records; 0 for a scope that has none. */
  readonly #classes: number[] = [];
  #scopes: readonly Scope[] = [];

  /** Looks at the records from position `from` on and before `to`; false when the batch does not hold all of them. */
  note({ first, count, scopes, scopeOf, classes }: RecordBatch, from: number, to: number): boolean {
    if (first > from || first + count < to) return false;
    for (const index of this.#indexes) this.#classes[index] = 0;
    this.#indexes.length = 0;
    this.#scopes = scopes;
    while (this.#classes.length < scopes.length) this.#classes.push(0);
    for (let at = from - first; at < to - first; at++) {
      const index = scopeOf[at] ?? 0;
      const seen = this.#classes[index] ?? 0;
      if (seen === 0) this.#indexes.push(index);
      this.#classes[index] = seen | (classes[at] ?? 0);
    }
    return true;
  }

  /** Whether one of the records passes the filter. */
  mayMatch(filter: RecordFilter): boolean {
    const wanted = filter.classes ?? everyClass;
    for (const index of this.#indexes) {
      const scope = this.#scopes[index];
      if (((this.#classes[index] ?? 0) & wanted) !== 0 && scope !== undefined && matchesScope(scope, filter))
        return true;
    }
    return false;
  }
}

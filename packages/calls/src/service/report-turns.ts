import { defaultTenant } from '@sdmp/protocol';
import { keyOf } from '../life/key-of.ts';
import type { CallReport } from '../report/report-kinds.ts';

/** Returns the names that a report gives its call, as keys: session and number. */
export function namesOf({ fields }: CallReport): readonly string[] {
  const { tenantDescriptor: tenant = defaultTenant, sessionIdentifier, telephoneNumber } = fields;
  return [sessionIdentifier, telephoneNumber].flatMap((name) => (name === undefined ? [] : keyOf(tenant, name)));
}

/** Keeps reports of one call in their order while the call of an update among them is looked for. */
export class ReportTurns {
  readonly #under = new Map<string, Promise<void>>();

  /** Whether something is under way that reports of these names must wait for. */
  mustWait(names: Iterable<string>): boolean {
    if (this.#under.size === 0) return false;
    for (const name of names) if (this.#under.has(name)) return true;
    return false;
  }

  /** Does work once what came before for these names is done; what comes later for them waits. */
  run(names: ReadonlySet<string>, work: () => Promise<void>): Promise<void> {
    const before = [...names].flatMap((name) => this.#under.get(name) ?? []);
    const done = Promise.allSettled(before).then(work);
    for (const name of names) this.#under.set(name, done);
    const free = (): void => {
      for (const name of names) if (this.#under.get(name) === done) this.#under.delete(name);
    };
    done.then(free, free);
    return done;
  }
}

import { connect } from '../../built-packages.ts';
import type { RestoreReader, Session } from './restore-reader.ts';

/** A service sends WP right behind its answer. */
const announcedWithinMs = 5000;

/** How a subscriber tells repetitions: not at all, or by the places of the outcomes, as a bridge does. */
export type SubscriberKind = 'plain' | 'tail' | 'bridge';

/** A subscriber with a persist token. Each session is a new process for the service: it remembers what it has stored. */
export class SubscriberReader implements RestoreReader {
  readonly kind: SubscriberKind;
  readonly got = new Set<number>();
  told = 0;
  #isFirst = true;
  /** Next position by journal, for a subscriber that goes by places. */
  readonly #next = new Map<string, number>();

  constructor(kind: SubscriberKind) {
    this.kind = kind;
  }

  async read({ port, limit, last, signal }: Session): Promise<void> {
    const client = connect({ port, places: this.kind !== 'plain', signal, closeTimeoutMs: 1000 });
    const subscribed = Promise.withResolvers<void>();
    // A link that broke before WP came leaves a token that is known already: nothing is announced then.
    let announcement: NodeJS.Timeout | undefined;
    const isKnown = (): void => {
      this.#isFirst = false;
      subscribed.resolve();
    };
    const watching = (async () => {
      for await (const { kind } of client.status()) {
        if (kind === 'gap' || kind === 'newToken') this.#announced();
        if (kind === 'newToken' || (kind === 'subscribed' && !this.#isFirst)) subscribed.resolve();
        else if (kind === 'subscribed') announcement ??= setTimeout(isKnown, announcedWithinMs);
      }
    })().catch(() => undefined);
    const outcomes = client.outcomes({
      persistToken: this.kind,
      transactionIdentifier: this.kind,
      rateControl: 1_000_000,
    });
    const reading = (async () => {
      let taken = 0;
      for await (const { sessionIdentifier, id } of outcomes) {
        const number = Number(sessionIdentifier);
        if (this.#isNew(id)) this.got.add(number);
        taken++;
        if (number === last || taken >= limit) break;
      }
    })();
    await Promise.race([subscribed.promise, reading]);
    if (limit > 0) await reading.catch(() => undefined);
    clearTimeout(announcement);
    await client.close();
    await Promise.all([watching, reading.catch(() => undefined)]);
  }

  /** WP for the very first request says that the token is new. */
  #announced(): void {
    if (this.#isFirst) this.#isFirst = false;
    else this.told++;
  }

  #isNew(id: string | undefined): boolean {
    if (this.kind !== 'bridge' || id === undefined) return true;
    const at = id.lastIndexOf('-');
    const [journal, position] = [id.slice(0, at), Number(id.slice(at + 1))];
    if (position < (this.#next.get(journal) ?? 0)) return false;
    this.#next.set(journal, position + 1);
    return true;
  }
}

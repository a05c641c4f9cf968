import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, connect, type Link, startLink } from '../../built-packages.ts';
import type { HostedService } from './hosted-service.ts';
import { numberOf } from './numbered-line.ts';
import { ObservedState } from './wait-for.ts';

const closeTimeoutMs = 20_000;

/** A port on which nothing listens. */
const unusedPort = 1;

/** Returns `name` if `closing` does not settle in time. */
async function nameIfLate(name: string, closing: Promise<void>): Promise<string | undefined> {
  const cancelTimer = new AbortController();
  const late = sleep(closeTimeoutMs, name, { signal: cancelTimer.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([closing.then(() => undefined), late]);
  } finally {
    cancelTimer.abort();
  }
}

/** A subscriber with a persist token, kept through all kills, as `sdmp tail --persist` is. */
export class TrialSubscriber {
  /** The numbers of all delivered outcomes, in order of delivery. */
  readonly numbers: number[] = [];
  readonly #state = new ObservedState();
  readonly #link: Link;
  readonly #client: Client;
  readonly #target: { readonly host: string; port: number };
  readonly #done: Promise<void>;
  #service: HostedService | undefined;
  #isCut = false;
  #isSubscribed = false;
  #isGapAllowed = false;

  private constructor(link: Link, target: { readonly host: string; port: number }) {
    this.#link = link;
    this.#target = target;
    this.#client = connect({ port: link.port, reconnectBaseMs: 30, reconnectCapMs: 250 });
    this.#done = Promise.all([this.#readOutcomes(), this.#readStatus()]).then(() => undefined);
    this.#done.catch((error: unknown) => this.#state.fail(new Error('the subscription failed', { cause: error })));
  }

  static async start(): Promise<TrialSubscriber> {
    // The link reads the port for each connection, because each service listens on a different one.
    const target = { host: '127.0.0.1', port: unusedPort };
    return new TrialSubscriber(await startLink({ target }), target);
  }

  /** Connects to `service` until its process exits; after that its port may belong to another subscriber's service. */
  attach(service: HostedService): void {
    this.#service = service;
    this.#updateTarget();
    const detach = (): void => {
      if (this.#service === service) this.#service = undefined;
      this.#updateTarget();
    };
    service.signal.addEventListener('abort', detach, { once: true });
  }

  /** Allows gaps from now on, because retention may remove outcomes before they are delivered. */
  allowGap(): void {
    this.#isGapAllowed = true;
  }

  async subscribed(signal: AbortSignal): Promise<void> {
    await this.#state.waitFor('the subscriber is subscribed', () => this.#isSubscribed, signal);
  }

  async received(count: number, signal: AbortSignal): Promise<void> {
    await this.#state.waitFor(`the subscriber has ${count} outcomes`, () => this.numbers.length >= count, signal);
  }

  async receivedNumber(number: number): Promise<void> {
    await this.#state.waitFor(`the subscriber has outcome ${number}`, () => this.numbers.at(-1) === number);
  }

  /** Throws if the subscription failed or reported a gap that is not allowed. */
  throwIfFailed(): void {
    if (this.#state.failure !== undefined) throw this.#state.failure;
  }

  /** Disconnects the subscriber until `restore` is called. */
  async cut(): Promise<void> {
    this.#isCut = true;
    this.#updateTarget();
    this.#link.cut({ how: 'reset' });
    // Restored at once, or another process could take the link's port.
    await this.#link.restore();
  }

  restore(): void {
    this.#isCut = false;
    this.#updateTarget();
  }

  /**
   * Closes client, loops and link. Returns the names of those that did not close in time, which does not affect the
   * audit. A failure of the subscription is reported by `throwIfFailed`.
   */
  async close(): Promise<readonly string[]> {
    const late = [
      await nameIfLate('the client', this.#client.close()),
      await nameIfLate(
        'its loops',
        this.#done.catch(() => undefined),
      ),
      await nameIfLate('the link', this.#link.close()),
    ];
    return late.filter((name) => name !== undefined);
  }

  #updateTarget(): void {
    this.#target.port = (this.#isCut ? undefined : this.#service?.port) ?? unusedPort;
  }

  async #readOutcomes(): Promise<void> {
    const request = { persistToken: 'trial', rateControl: 1_000_000 };
    for await (const batch of this.#client.outcomes(request).batches()) {
      for (const { sessionIdentifier } of batch) this.numbers.push(numberOf(sessionIdentifier));
      this.#state.changed();
    }
  }

  async #readStatus(): Promise<void> {
    for await (const { kind } of this.#client.status()) {
      if (kind === 'subscribed') this.#isSubscribed = true;
      else if (kind === 'disconnected') this.#isSubscribed = false;
      else if (kind === 'gap' && !this.#isGapAllowed)
        this.#state.fail(new Error('the service did not resume where the subscriber had stopped'));
      this.#state.changed();
    }
  }
}

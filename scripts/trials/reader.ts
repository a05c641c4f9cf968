import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, connect, type Link, startLink } from '../built-packages.ts';
import { Condition } from './condition.ts';
import { numberOf } from './numbered-line.ts';
import type { Seat } from './seat.ts';

const longestCloseMs = 20_000;

/** Where nobody listens, until there is a service. */
const nowhere = 1;

/** One subscriber with a persist token that outlives every service, as `sdmp tail --persist` does. */
export class Reader {
  /** Everything that was handed out, in order. */
  readonly numbers: number[] = [];
  readonly #condition = new Condition();
  readonly #link: Link;
  readonly #client: Client;
  readonly #place: { readonly host: string; port: number };
  readonly #done: Promise<void>;
  #isSubscribed = false;
  #mayMiss = false;

  private constructor(link: Link, place: { readonly host: string; port: number }) {
    this.#link = link;
    this.#place = place;
    this.#client = connect({ port: link.port, reconnectBaseMs: 30, reconnectCapMs: 250 });
    this.#done = Promise.all([this.#read(), this.#watch()]).then(() => undefined);
    this.#done.catch((error: unknown) => this.#condition.fail(new Error('the subscription failed', { cause: error })));
  }

  static async start(): Promise<Reader> {
    // The link looks up the port for each connection: every service has another.
    const place = { host: '127.0.0.1', port: nowhere };
    const target = {
      host: place.host,
      get port() {
        return place.port;
      },
    };
    return new Reader(await startLink({ target }), place);
  }

  /** From now on that service is the one it finds. */
  attach(seat: Seat): void {
    this.#place.port = seat.port ?? nowhere;
  }

  /** From now on retention may have been faster. */
  mayMiss(): void {
    this.#mayMiss = true;
  }

  async subscribed(signal: AbortSignal): Promise<void> {
    await this.#condition.until('the reader is subscribed', () => this.#isSubscribed, signal);
  }

  async received(count: number, signal: AbortSignal): Promise<void> {
    await this.#condition.until(`the reader has ${count} outcomes`, () => this.numbers.length >= count, signal);
  }

  async receivedNumber(number: number): Promise<void> {
    await this.#condition.until(`the reader has outcome ${number}`, () => this.numbers.at(-1) === number);
  }

  /** Takes the reader away; `restore` lets it come back to what was recorded meanwhile. */
  cut(): void {
    this.#link.cut({ how: 'reset' });
  }

  async restore(): Promise<void> {
    await this.#link.restore();
  }

  /** Leaves. False: it could not in time. By then everything has been counted, so that the trials can go on. */
  async close(): Promise<boolean> {
    const giveUp = new AbortController();
    const closing = Promise.all([this.#client.close(), this.#done]).then(() => true);
    const late = sleep(longestCloseMs, false, { signal: giveUp.signal });
    late.catch(() => undefined);
    const isClosed = await Promise.race([closing, late]);
    giveUp.abort();
    await this.#link.close();
    return isClosed;
  }

  async #read(): Promise<void> {
    const request = { persistToken: 'trial', rateControl: 1_000_000 };
    for await (const batch of this.#client.outcomes(request).batches()) {
      for (const { sessionIdentifier } of batch) this.numbers.push(numberOf(sessionIdentifier));
      this.#condition.changed();
    }
  }

  async #watch(): Promise<void> {
    for await (const { kind } of this.#client.status()) {
      if (kind === 'subscribed') this.#isSubscribed = true;
      else if (kind === 'disconnected') this.#isSubscribed = false;
      else if (kind === 'gap' && !this.#mayMiss)
        this.#condition.fail(new Error('the service has lost the place of the reader'));
      this.#condition.changed();
    }
  }
}

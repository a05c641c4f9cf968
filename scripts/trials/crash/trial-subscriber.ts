import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, connect, type Link, startLink } from '../../built-packages.ts';
import { Condition } from './wait-for.ts';
import { numberOf } from './numbered-line.ts';
import type { Seat } from './hosted-service.ts';

const longestCloseMs = 20_000;

/** Where nobody listens, until there is a service. */
const nowhere = 1;

/** Gives the name of what does not end in time. */
async function tooLong(name: string, ending: Promise<void>): Promise<string | undefined> {
  const giveUp = new AbortController();
  const late = sleep(longestCloseMs, name, { signal: giveUp.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([ending.then(() => undefined), late]);
  } finally {
    giveUp.abort();
  }
}

/** One subscriber with a persist token that outlives every service, as `sdmp tail --persist` does. */
export class Reader {
  /** Everything that was handed out, in order. */
  readonly numbers: number[] = [];
  readonly #condition = new Condition();
  readonly #link: Link;
  readonly #client: Client;
  readonly #place: { readonly host: string; port: number };
  readonly #done: Promise<void>;
  #seat: Seat | undefined;
  #isAway = false;
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
    return new Reader(await startLink({ target: place }), place);
  }

  /** That service is the one it finds, until it is gone: its port may then be that of another reader's. */
  attach(seat: Seat): void {
    this.#seat = seat;
    this.#look();
    const detach = (): void => {
      if (this.#seat === seat) this.#seat = undefined;
      this.#look();
    };
    seat.signal.addEventListener('abort', detach, { once: true });
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

  /** Throws when the subscription failed, or its place was lost. */
  throwIfFailed(): void {
    if (this.#condition.failure !== undefined) throw this.#condition.failure;
  }

  /** Takes the reader away; `restore` lets it come back to what was recorded meanwhile. */
  async cut(): Promise<void> {
    this.#isAway = true;
    this.#look();
    this.#link.cut({ how: 'reset' });
    // At once: somebody else would take the port.
    await this.#link.restore();
  }

  restore(): void {
    this.#isAway = false;
    this.#look();
  }

  /**
   * Leaves. Gives what it could not leave in time. By then everything has been counted, so that the trials can go on.
   * That its subscription failed `throwIfFailed` says.
   */
  async close(): Promise<readonly string[]> {
    const stuck = [
      await tooLong('the client', this.#client.close()),
      await tooLong(
        'its loops',
        this.#done.catch(() => undefined),
      ),
      await tooLong('the link', this.#link.close()),
    ];
    return stuck.filter((what) => what !== undefined);
  }

  #look(): void {
    this.#place.port = (this.#isAway ? undefined : this.#seat?.port) ?? nowhere;
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

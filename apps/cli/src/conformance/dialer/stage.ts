import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { formatDuration } from '../../screen/format-duration.ts';
import { Transcript } from '../transcript.ts';
import { must, NotChecked, Unmet } from '../unmet.ts';
import { ClientPeer } from './client-peer.ts';
import type { ClientProcess } from './client-process.ts';
import type { DialerListener } from './dialer-listener.ts';

export interface StageParts {
  readonly listener: DialerListener;
  /** Undefined: somebody else starts the client, and its output is not seen. */
  readonly client: ClientProcess | undefined;
  readonly encoding: WireEncoding;
  readonly timeoutMs: number;
  /** How long a client may take to notice a dialer that says nothing more, milliseconds. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** What one situation works with: a dialer, and a client that connects to it. */
export class Stage implements Disposable {
  readonly parts: StageParts;
  readonly transcript = new Transcript('fromDialer');
  readonly #run = `conf${randomBytes(5).toString('hex')}`;
  readonly #peers: ClientPeer[] = [];
  #outcomes = 0;

  constructor(parts: StageParts) {
    this.parts = parts;
  }

  get client(): ClientProcess {
    if (this.parts.client === undefined) throw new NotChecked('needs --client: a process that can be started and read');
    return this.parts.client;
  }

  /** Returns an SI that nothing else has. */
  session(): string {
    this.#outcomes += 1;
    return `${this.#run}s${this.#outcomes}e`;
  }

  /** Waits for the next connection of the client. */
  async connection(timeoutMs = this.parts.timeoutMs): Promise<ClientPeer> {
    const { signal } = this.parts;
    const socket = await this.parts.listener.next(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    signal.throwIfAborted();
    if (socket === undefined) {
      const ending = this.parts.client?.ending;
      const why = ending === undefined ? '' : `; it has ended with ${ending}`;
      throw new Unmet(`the client must connect, and did not within ${formatDuration(timeoutMs)}${why}`);
    }
    return this.attach(socket);
  }

  attach(socket: Socket): ClientPeer {
    const { encoding, timeoutMs, signal } = this.parts;
    const number = this.#peers.length + 1;
    const { transcript } = this;
    transcript.note(number, false, 'connected');
    const peer = new ClientPeer({ socket, encoding, number, transcript, timeoutMs, signal });
    this.#peers.push(peer);
    return peer;
  }

  /** Checks that the client has printed exactly these SI of the situation, in order. Does nothing where its output is not seen. */
  async delivered(sessions: readonly string[]): Promise<void> {
    const { client, timeoutMs, signal } = this.parts;
    if (client === undefined) return;
    const form = new RegExp(`${this.#run}s\\d+e`);
    const last = sessions.at(-1) ?? '';
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    await client.until(() => client.printed(form).includes(last), limit);
    signal.throwIfAborted();
    const printed = client.printed(form);
    const numbers = (list: readonly string[]): string =>
      list.map((each) => each.slice(this.#run.length + 1, -1)).join(' ');
    must(
      printed.join() === sessions.join(),
      `the client must print the outcomes ${numbers(sessions)}, and printed ${numbers(printed) || 'none'}`,
    );
  }

  [Symbol.dispose](): void {
    for (const peer of this.#peers) peer.close();
    this.parts.listener.closeAll();
  }
}

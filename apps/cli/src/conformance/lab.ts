import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WireEncoding } from '@sdmp/codec';
import { dial, type TlsDialOptions } from '@sdmp/dial';
import { codeOf, enumerateOutcomes, messageVerify, userStatus, userStatuses } from '@sdmp/protocol';
import type { Endpoint } from '@sdmp/terminal';
import type { ReadCredentials } from '../credentials-option.ts';
import { logIn } from '../send/log-in.ts';
import { frameOf, type FrameShape, type Values } from './frame-of.ts';
import type { MadeOutcome, OutcomeSource } from './outcome-source.ts';
import { Peer } from './peer.ts';
import { Transcript } from './transcript.ts';
import { must, NotChecked } from './unmet.ts';

export interface LabParts {
  readonly endpoint: Endpoint;
  readonly encoding: WireEncoding;
  readonly tls: TlsDialOptions | undefined;
  readonly credentials: ReadCredentials | undefined;
  readonly timeoutMs: number;
  readonly outcomes: OutcomeSource | undefined;
  /** Campaign of the outcomes that are made; undefined: a new one for each check. */
  readonly campaign: string | undefined;
  readonly signal: AbortSignal;
}

/** Pause between two looks at what the endpoint must notice, milliseconds. */
const retryMs = 20;

const statusCode = codeOf(userStatus, 'resourceStatus');

/** What one check works with. Its connections are closed when it is disposed of. */
export class Lab implements Disposable {
  readonly parts: LabParts;
  readonly transcript = new Transcript('toDialer');
  /** In every name of the check, so that runs and checks do not meet. */
  readonly run = `conf${randomBytes(5).toString('hex')}`;
  readonly #peers: Peer[] = [];
  #names = 0;

  constructor(parts: LabParts) {
    this.parts = parts;
  }

  get campaign(): string {
    return this.parts.campaign ?? this.run;
  }

  /** Returns a name that nothing else has. */
  name(word: string): string {
    this.#names += 1;
    return `${this.run}-${word}${this.#names}`;
  }

  /** Opens a connection, and logs in where there are credentials. */
  async open(): Promise<Peer> {
    const peer = await this.openBare();
    if (this.parts.credentials !== undefined) {
      peer.send(logIn(this.parts.credentials).frame);
      const status = await peer.expect(userStatus);
      must(
        Number(status.get(statusCode)) === userStatuses.authenticated.code,
        'the user and password of this run are refused',
      );
    }
    return peer;
  }

  /** Opens a connection on which nobody has logged in. */
  async openBare(tls = this.parts.tls): Promise<Peer> {
    const { endpoint, encoding, timeoutMs, signal } = this.parts;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const socket = await dial({ ...endpoint, tls, signal: limit, socket: { noDelay: true } });
    const number = this.#peers.length + 1;
    this.transcript.note(number, true, 'connected');
    const { transcript } = this;
    const peer = new Peer({ socket, encoding, number, transcript, timeoutMs, signal, token: () => this.name('v') });
    this.#peers.push(peer);
    return peer;
  }

  /** Returns an EO for every outcome of this check, without TK. Given values count before those. */
  subscription(values: Values<typeof enumerateOutcomes>, shape?: FrameShape): string {
    const usual = { campaignName: this.campaign, successOutcomes: '', failureOutcomes: '' };
    return frameOf(enumerateOutcomes, { ...usual, ...values }, shape);
  }

  /** Subscribes with MV. Returns what the transaction is called. */
  async subscribe(peer: Peer, values: Values<typeof enumerateOutcomes> = {}): Promise<string> {
    const transactionIdentifier = values.transactionIdentifier ?? this.name('t');
    const token = this.name('k');
    await peer.accepted(this.subscription({ ...values, transactionIdentifier, token }), token);
    return transactionIdentifier;
  }

  /**
   * Closes a connection, and waits until the endpoint has noticed: until the TX of a transaction without PS is free. Outcomes
   * that it had written to the dying connection would be lost, as documented.
   */
  async leave(peer: Peer): Promise<void> {
    const mark = await this.subscribe(peer, { campaignName: this.name('nobody') });
    peer.close();
    await this.untilFree(mark);
  }

  /** Waits until an EO without PS may use this TX. */
  async untilFree(transactionIdentifier: string): Promise<void> {
    const until = performance.now() + this.parts.timeoutMs;
    const peer = await this.open();
    for (;;) {
      const token = this.name('k');
      const values = { campaignName: this.name('nobody'), transactionIdentifier, token };
      peer.send(this.subscription(values));
      const answer = await peer.next();
      if (answer?.code === messageVerify.code) return;
      must(performance.now() < until, 'the TX of a closed connection is still in use');
      await sleep(retryMs, undefined, { signal: this.parts.signal });
    }
  }

  /** Lets outcomes of the campaign come into being, in this order. Returns their SI. */
  async make(
    ...outcomes: readonly Omit<MadeOutcome, 'campaignName' | 'sessionIdentifier'>[]
  ): Promise<readonly string[]> {
    const { outcomes: source } = this.parts;
    if (source === undefined) throw new NotChecked('needs outcomes: give --make-outcomes');
    const { campaign: campaignName } = this;
    const made = outcomes.map((outcome) => ({ campaignName, sessionIdentifier: this.name('s'), ...outcome }));
    await source.make(made);
    return made.map(({ sessionIdentifier }) => sessionIdentifier);
  }

  [Symbol.dispose](): void {
    for (const peer of this.#peers) if (!peer.isClosed) peer.close();
  }
}

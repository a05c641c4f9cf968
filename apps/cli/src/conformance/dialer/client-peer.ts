import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeText, type Message, type WireEncoding } from '@sdmp/codec';
import {
  acknowledgedCount,
  codeOf,
  defaultTenant,
  dialerAdvise,
  enumerateEnd,
  enumerateFinished,
  enumerateOutcomes,
  identify,
  type MessageDefinition,
  messageVerify,
  outcomeData,
  release,
  sessionPreferences,
  userAuthenticate,
  userStatus,
  userStatuses,
  verifyStatus,
} from '@sdmp/protocol';
import { Conversation } from '../../conversation.ts';
import { formatDuration } from '../../screen/format-duration.ts';
import { frameOf, type FrameShape, type Values } from '../frame-of.ts';
import type { Transcript } from '../transcript.ts';
import { must, Unmet } from '../unmet.ts';

const catalogue = release();
const codes = {
  token: codeOf(enumerateOutcomes, 'token'),
  transaction: codeOf(enumerateOutcomes, 'transactionIdentifier'),
  persistToken: codeOf(enumerateOutcomes, 'persistToken'),
  campaign: codeOf(enumerateOutcomes, 'campaignName'),
};

/** What a client has subscribed to. */
export interface Subscription {
  readonly transactionIdentifier: string;
  /** Undefined: the client asks for no persistence. */
  readonly persistToken: string | undefined;
  readonly campaignName: string;
  readonly isRouted: boolean;
  readonly request: Message;
}

export interface ClientPeerParts {
  readonly socket: Socket;
  readonly encoding: WireEncoding;
  readonly number: number;
  readonly transcript: Transcript;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One connection of the client. UA, SP, VS and EE are answered as CallGem does; everything else is for the situation. */
export class ClientPeer {
  readonly #parts: ClientPeerParts;
  readonly #conversation: Conversation;
  #held: string[] | undefined;
  /** Codes of everything that came, in order. */
  readonly order: string[] = [];
  /** What is wrong with messages that came, a line each. */
  readonly problems: string[] = [];
  /** Outcomes that the client has acknowledged; undefined: it acknowledges nothing. */
  acknowledged: number | undefined;
  /** Whether requests are answered. */
  isAnswering = true;

  constructor(parts: ClientPeerParts) {
    this.#parts = parts;
    this.#conversation = new Conversation(parts.socket, parts.encoding, (message) => this.#take(message));
    parts.socket.once('close', () => parts.transcript.note(parts.number, false, 'closed'));
  }

  get isClosed(): boolean {
    return this.#conversation.isClosed;
  }

  get firstBytes(): Uint8Array {
    return this.#conversation.first;
  }

  send(frame: string): void {
    if (this.#held !== undefined) {
      this.#held.push(frame);
      return;
    }
    this.#parts.transcript.sent(this.#parts.number, frame);
    this.#conversation.send(frame);
  }

  /** Sends text character by character, with a pause behind each. Answers wait meanwhile: they would stand inside of it. */
  async drip(text: string, pauseMs: number): Promise<void> {
    this.#held = [];
    for (const character of text) {
      this.#conversation.sendBytes(encodeText(character, this.#parts.encoding));
      await sleep(pauseMs, undefined, { signal: this.#parts.signal });
    }
    this.#parts.transcript.note(this.#parts.number, true, `${text.length} characters, one after the other`);
    const held = this.#held;
    this.#held = undefined;
    for (const frame of held) this.send(frame);
  }

  /** Sends text as it is, without a terminator. */
  sendText(text: string, words: string): void {
    this.#parts.transcript.note(this.#parts.number, true, words);
    this.#conversation.sendBytes(encodeText(text, this.#parts.encoding));
  }

  /** Returns the EO of the client without answering it. */
  async enumerate(): Promise<Subscription> {
    const request = await this.#next(({ code }) => code === enumerateOutcomes.code);
    if (request === undefined) throw new Unmet(`EO expected, ${this.#nothing()}`);
    return {
      transactionIdentifier: request.get(codes.transaction) ?? '',
      persistToken: request.get(codes.persistToken),
      campaignName: request.get(codes.campaign) ?? 'Sales1',
      isRouted: request.isRouted,
      request,
    };
  }

  /** Returns the EO of the client, accepted with MV where it bears TK. */
  async subscribed(): Promise<Subscription> {
    const subscription = await this.enumerate();
    this.#verify(subscription.request);
    return subscription;
  }

  /** Sends an OZ. */
  outcome(
    { transactionIdentifier, campaignName, isRouted }: Subscription,
    sessionIdentifier: string,
    values: Values<typeof outcomeData> = {},
    shape: FrameShape = {},
  ): void {
    const usual = { transactionIdentifier, campaignName, sessionIdentifier, reason: '2' };
    this.send(frameOf(outcomeData, { ...usual, ...values }, { isRouted, ...shape }));
  }

  /** Resolves with the next EO; undefined when none comes in this time. */
  async another(timeoutMs: number): Promise<Message | undefined> {
    return this.#next(({ code }) => code === enumerateOutcomes.code, timeoutMs);
  }

  /** Waits until the client has closed the connection. */
  async untilClosed(what: string, timeoutMs = this.#parts.timeoutMs): Promise<void> {
    await this.#next(() => false, timeoutMs);
    must(this.isClosed, `${what}: the connection must be closed, and is open after ${formatDuration(timeoutMs)}`);
  }

  /** Ends the connection in order. */
  end(): void {
    this.#parts.transcript.note(this.#parts.number, true, 'ended');
    this.#conversation.end();
  }

  /** Resets the connection: what was sent last may never arrive. */
  reset(): void {
    this.#parts.transcript.note(this.#parts.number, true, 'reset');
    this.#parts.socket.resetAndDestroy();
  }

  close(): void {
    if (!this.isClosed) this.#conversation.close();
  }

  #take(message: Message): boolean {
    const { number, transcript } = this.#parts;
    transcript.received(number, message.text);
    this.order.push(message.code);
    const { message: known, problems } = identify(catalogue, message, message.fields, 'toDialer');
    if (known === undefined) this.problems.push(`no message of the catalogue begins with ${message.code}`);
    for (const problem of problems) this.problems.push(`${message.code}: ${problem.message}`);
    const answer = this.isAnswering ? this.#answers.get(message.code) : undefined;
    answer?.(message);
    return answer !== undefined || (!this.isAnswering && message.code !== enumerateOutcomes.code);
  }

  readonly #answers = new Map<string, (message: Message) => void>([
    [
      verifyStatus.code,
      (message) => {
        const count = acknowledgedCount(message.get(codes.token) ?? '');
        if (count !== undefined) this.acknowledged = count;
        this.#verify(message);
        this.#answer(dialerAdvise, {}, message);
      },
    ],
    [sessionPreferences.code, (message) => this.#verify(message)],
    [
      userAuthenticate.code,
      (message) => {
        const agentIdentifier =
          message.get(codeOf(userAuthenticate, 'userIdentifier')) ??
          message.get(codeOf(userAuthenticate, 'agentIdentifier'));
        const tenantDescriptor = message.get(codeOf(userAuthenticate, 'tenantDescriptor')) ?? defaultTenant;
        const resourceStatus = String(userStatuses.authenticated.code);
        const status = {
          agentIdentifier: agentIdentifier ?? '',
          tenantDescriptor,
          resourceStatus,
          permissionFlags: '0',
        };
        this.#answer(userStatus, status, message);
      },
    ],
    [
      enumerateEnd.code,
      (message) => {
        this.#verify(message);
        const transactionIdentifier = message.get(codes.transaction) ?? '';
        this.#answer(enumerateFinished, { transactionIdentifier }, message);
      },
    ],
  ]);

  #verify(message: Message): void {
    const token = message.get(codes.token);
    if (token !== undefined) this.#answer(messageVerify, { token }, message);
  }

  #answer<Definition extends MessageDefinition>(
    definition: Definition,
    values: Values<Definition>,
    { isRouted }: Message,
  ): void {
    this.send(frameOf(definition, values, { isRouted }));
  }

  async #next(isMeant: (message: Message) => boolean, timeoutMs = this.#parts.timeoutMs): Promise<Message | undefined> {
    const { signal } = this.#parts;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeoutMs))]);
    const found = await this.#conversation.next(isMeant, limit);
    signal.throwIfAborted();
    return found;
  }

  #nothing(): string {
    return this.isClosed
      ? 'the client closed the connection'
      : `nothing came within ${formatDuration(this.#parts.timeoutMs)}`;
  }
}

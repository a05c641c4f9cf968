import type { Socket } from 'node:net';
import type { Message, WireEncoding } from '@sdmp/codec';
import {
  codeOf,
  dialerAdvise,
  errorReport,
  type MessageDefinition,
  messageVerify,
  outcomeData,
  verifyStatus,
} from '@sdmp/protocol';
import { Conversation } from '../conversation.ts';
import { formatDuration } from '../screen/format-duration.ts';
import { frameOf } from './frame-of.ts';
import type { Transcript } from './transcript.ts';
import { must, Unmet } from './unmet.ts';

const verifyToken = codeOf(messageVerify, 'token');
const faultyMessage = codeOf(errorReport, 'faultyMessage');
const transaction = codeOf(outcomeData, 'transactionIdentifier');
const session = codeOf(outcomeData, 'sessionIdentifier');

export interface PeerParts {
  readonly socket: Socket;
  readonly encoding: WireEncoding;
  readonly number: number;
  readonly transcript: Transcript;
  /** How long anything may take, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Returns a token that nothing else has. */
  readonly token: () => string;
}

/** One connection to the endpoint, on which frames are sent and expected. Everything is written down. */
export class Peer {
  readonly #parts: PeerParts;
  readonly #conversation: Conversation;

  constructor(parts: PeerParts) {
    this.#parts = parts;
    this.#conversation = new Conversation(parts.socket, parts.encoding, (message) => {
      parts.transcript.received(parts.number, message.text);
      return false;
    });
    parts.socket.once('close', () => parts.transcript.note(parts.number, false, 'closed'));
  }

  /** The beginning of everything that came. */
  get firstBytes(): Uint8Array {
    return this.#conversation.first;
  }

  get isClosed(): boolean {
    return this.#conversation.isClosed;
  }

  send(frame: string): void {
    this.#parts.transcript.sent(this.#parts.number, frame);
    this.#conversation.send(frame);
  }

  /** Sends bytes that need not be a frame. */
  sendBytes(bytes: Uint8Array, words: string): void {
    this.#parts.transcript.note(this.#parts.number, true, words);
    this.#conversation.sendBytes(bytes);
  }

  /** Returns the next frame; undefined when the time is over or the connection closed. */
  async next(timeoutMs = this.#parts.timeoutMs): Promise<Message | undefined> {
    const { signal } = this.#parts;
    const found = await this.#conversation.next(
      () => true,
      AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeoutMs))]),
    );
    signal.throwIfAborted();
    return found;
  }

  /** Returns the next frame, which must be this message; DA, which follows every VS, is passed over. */
  async expect(
    { code, name }: MessageDefinition,
    isMeant: (message: Message) => boolean = () => true,
  ): Promise<Message> {
    const message = await this.#nextButAdvice(code);
    if (message === undefined) throw new Unmet(`${code} (${name}) expected, ${this.#nothing()}`);
    must(message.code === code, `${code} (${name}) expected, ${message.code} came`);
    must(isMeant(message), `${code} (${name}) came, and it is not the one that is expected`);
    return message;
  }

  /** Sends a frame that must be rejected, with the frame in FM. */
  async rejected(frame: string, what: string): Promise<Message> {
    this.send(frame);
    const message = await this.#nextButAdvice(errorReport.code);
    if (message === undefined) throw new Unmet(`${what}: ER expected, ${this.#nothing()}`);
    must(message.code === errorReport.code, `${what}: ER expected, ${message.code} came`);
    must(message.get(faultyMessage) === frame, `${what}: FM of the ER is not the message that was sent`);
    return message;
  }

  /** Sends a frame with TK in it and waits for its MV, before which nothing may come. */
  async accepted(frame: string, token: string): Promise<Message> {
    this.send(frame);
    return this.expect(messageVerify, (message) => message.get(verifyToken) === token);
  }

  /** Returns what the endpoint had sent before it read a VS that is sent now. DA is left out. */
  async sync(): Promise<readonly Message[]> {
    const token = this.#parts.token();
    this.send(frameOf(verifyStatus, { token }));
    const before: Message[] = [];
    for (;;) {
      const message = await this.next();
      if (message === undefined) throw new Unmet(`VS with TK must be verified by MV, ${this.#nothing()}`);
      if (message.code === messageVerify.code && message.get(verifyToken) === token) return before;
      if (message.code !== dialerAdvise.code) before.push(message);
    }
  }

  /** Returns this many OZ of a transaction, whose SI must be those, in order. */
  async outcomes(identifier: string, sessions: readonly string[]): Promise<readonly Message[]> {
    const got: Message[] = [];
    for (const wanted of sessions) {
      const message = await this.#nextButAdvice(outcomeData.code);
      const place = `outcome ${got.length + 1} of ${sessions.length}`;
      if (message === undefined) throw new Unmet(`${place}: OZ expected, ${this.#nothing()}`);
      must(message.code === outcomeData.code, `${place}: OZ expected, ${message.code} came`);
      const { transactionOf, sessionOf } = { transactionOf: message.get(transaction), sessionOf: message.get(session) };
      must(transactionOf === identifier, `${place}: TX is ${transactionOf ?? 'absent'}, not ${identifier}`);
      must(sessionOf === wanted, `${place}: SI is ${sessionOf ?? 'absent'}, not ${wanted}`);
      got.push(message);
    }
    return got;
  }

  /** Waits until the endpoint has closed the connection. */
  async untilClosed(what: string): Promise<void> {
    const until = performance.now() + this.#parts.timeoutMs;
    while (!this.isClosed && performance.now() < until) await this.next(Math.max(1, until - performance.now()));
    must(this.isClosed, `${what}: the connection must be closed, and is open after ${this.#time()}`);
  }

  close(): void {
    this.#parts.transcript.note(this.#parts.number, true, 'closed');
    this.#conversation.close();
  }

  async #nextButAdvice(wanted: string): Promise<Message | undefined> {
    for (;;) {
      const message = await this.next();
      if (message?.code !== dialerAdvise.code || wanted === dialerAdvise.code) return message;
    }
  }

  #nothing(): string {
    return this.isClosed ? 'the endpoint closed the connection' : `nothing came within ${this.#time()}`;
  }

  #time(): string {
    return formatDuration(this.#parts.timeoutMs);
  }
}

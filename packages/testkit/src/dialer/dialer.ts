import type { Socket } from 'node:net';
import { decode, Message } from '@sdmp/codec';
import { outcomeRecord } from '@sdmp/outcomes';
import { defaultMaxUnreadableInRow, outcomeData } from '@sdmp/protocol';
import { defaultAgents, defaultCampaigns } from '../shift/campaign-profile.ts';
import { bodyOfFields } from '../shift/create-shift.ts';
import { answerRequest } from './answer-request.ts';
import { sendError } from './answers.ts';
import type { Floor } from './enumeration-data.ts';
import { Delivery } from './delivery.ts';
import type { DialerStats, SimulatedDialerOptions } from './dialer-options.ts';
import { Session, type SessionEvents } from './session.ts';
import { Subscriptions } from './subscriptions.ts';
import { Waiters } from '../waiters.ts';

const defaultBufferLimit = 1_000_000;

/** A simulated dialer without its listener and generator. */
export class Dialer {
  readonly delivery: Delivery;
  readonly sessions = new Set<Session>();
  readonly received = new Waiters<Message>();
  readonly changed = new Waiters<DialerStats>();
  accepted = 0;
  readonly #options: SimulatedDialerOptions;
  readonly #subscriptions: Subscriptions;
  readonly #floor: Floor;

  constructor(options: SimulatedDialerOptions) {
    this.#options = options;
    const { campaigns = defaultCampaigns, agents = defaultAgents } = options;
    this.#floor = { campaigns: campaigns.map(({ name }) => name), agents };
    const now = (): number => performance.now();
    this.delivery = new Delivery({ bufferLimit: options.bufferLimit ?? defaultBufferLimit, now });
    this.#subscriptions = new Subscriptions(this.delivery, now);
  }

  stats(): DialerStats {
    const { log, recorded, transactions } = this.delivery;
    return {
      recorded,
      held: log.length,
      sessions: this.sessions.size,
      accepted: this.accepted,
      transactions: Array.from(transactions, ({ name, group, state, position, lost }) => ({
        transaction: name,
        isPersistent: group !== undefined,
        state,
        backlog: log.end - position,
        lost,
      })),
    };
  }

  accept(socket: Socket): void {
    const { encoding = 'windows-1252', acknowledgements = true, bufferLimit = defaultBufferLimit } = this.#options;
    this.accepted += 1;
    this.sessions.add(
      new Session(socket, { encoding, acknowledgements, unacknowledgedLimit: bufferLimit }, this.#events()),
    );
    this.#change();
  }

  record(batch: readonly (readonly string[])[]): void {
    const { isSuccess } = this.#options;
    const options = { time: Date.now(), ...(isSuccess === undefined ? {} : { isSuccess }) };
    for (const fields of batch) {
      const text = outcomeData.code + bodyOfFields(fields);
      this.delivery.record(outcomeRecord(new Message(null, null, outcomeData.code, fields, text), options));
    }
    this.#pump();
  }

  stop(): void {
    this.delivery.stop();
    for (const session of this.sessions) session.end();
    this.received.close();
    this.changed.close();
  }

  #events(): SessionEvents {
    return {
      frame: (session, text) => this.#take(session, decode(text)),
      oversized: (session, excerpt) => {
        sendError(session, new Message(null, null, '', [], excerpt), 'frameTooLarge');
        this.#pump();
      },
      writable: () => this.#pump(),
      closed: (session) => {
        this.sessions.delete(session);
        this.#subscriptions.leave(session);
        this.#change();
      },
    };
  }

  #take(session: Session, message: Message): void {
    if (message.code === '') {
      session.unreadable += 1;
      sendError(session, message, 'unreadable');
      if (session.unreadable >= defaultMaxUnreadableInRow) session.end();
    } else {
      session.unreadable = 0;
      answerRequest(session, message, this.#subscriptions, this.#floor);
    }
    session.flush();
    this.received.see(message);
    this.#options.onMessage?.(message);
    this.#pump();
  }

  #pump(): void {
    this.delivery.pump();
    this.#change();
  }

  #change(): void {
    if (!this.changed.isEmpty) this.changed.see(this.stats());
  }
}

import { CursorSaver } from '@sdmp/journal';
import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import type { Cursor, CursorKey } from '@sdmp/journal';
import { type ClockStatus, ClockWatch } from './clock-watch.ts';
import { LatestTime } from './latest-time.ts';
import { createCounters } from './counters.ts';
import { type DeliveryContext, deliver } from './delivery.ts';
import { watchDescriptors } from './descriptor-watch.ts';
import { GrowthWatch } from './growth-watch.ts';
import { type ListenAddress, type Listener, listen } from './listener.ts';
import { RejectionShares } from './rejection-shares.ts';
import { Replies } from './replies.ts';
import type { RequestContext } from './request-context.ts';
import { dispatch } from './request-dispatcher.ts';
import { RollforwardReport } from './rollforward-report.ts';
import {
  type OutcomeServiceOptions,
  type ServiceSettings,
  serviceSettings,
  type UnclockedSettings,
} from './service-options.ts';
import { type ServiceStatus, serviceStatus } from './service-status.ts';
import { SessionPlaces } from './session-places.ts';
import { SessionSupervision } from './session-supervision.ts';
import { ServerSession, type SessionHost } from './server-session.ts';
import { listSubscribers, type SubscriberStatus } from './subscriber-list.ts';
import { TokenClaims } from './token-claims.ts';
import { Turns } from './turns.ts';
import type { OutcomeSession, Transaction } from './transaction.ts';
import { TransactionRegistry } from './transaction-registry.ts';
import { isClientHello } from './tls/client-hello.ts';
import { checkTlsUsers } from './tls/tls-listen-options.ts';
import { Authenticator } from './users/authenticator.ts';
import { CertificateLogins } from './users/certificate-logins.ts';
import type { UserName } from './users/users-text.ts';
import { closeUnlessAuthenticated } from './users/close-unless-authenticated.ts';
import { UserWatch } from './users/user-watch.ts';

/** How often it is looked which sockets have taken too long for something, milliseconds. */
const sessionCheckMs = 1000;

/** Positions that only passed over outcomes of others are saved this many times less often: at a crash nothing comes twice for it. */
const passedOverLess = 50;

/** Subscribers that are listed when no number is given: there may be very many parked ones. */
const usualSubscribersListed = 1000;

/** A running outcome service. */
export interface OutcomeService extends AsyncDisposable {
  /** Where it listens, in the order asked for. */
  readonly addresses: readonly ListenAddress[];
  readonly status: () => ServiceStatus;
  /** What is known of the clock; part of `status`, without the cost of the rest. */
  readonly clock: () => ClockStatus;
  /** Up to `most` subscribers (default 1000) as they are now: first those with a socket, then the parked ones. */
  readonly subscribers: (most?: number) => readonly SubscriberStatus[];
  /** Stops listening, parks what is persistent, saves positions and ends every socket. The journal stays open. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the outcomes of a journal over SDMP: EO, EE, VS, SP on every listener, OZ to everyone who asked.
 *
 * Rejects with `SdmpError`: `ADDRESS_IN_USE`, `LISTEN_FAILED`, `TLS_SETTINGS`, `RELEASE_UNKNOWN`; and with the journal's error when saved
 * positions cannot be read.
 */
export async function startOutcomeService(options: OutcomeServiceOptions): Promise<OutcomeService> {
  options.signal?.throwIfAborted();
  checkTlsUsers(options);
  const service = new Service(serviceSettings(options));
  await service.start(options.listen);
  options.signal?.addEventListener('abort', () => void service.close(), { once: true });
  return {
    addresses: service.addresses,
    status: () => service.status(),
    clock: () => service.clock,
    subscribers: (most) => service.subscribers(most),
    close: () => service.close(),
    [Symbol.asyncDispose]: () => service.close(),
  };
}

class Service {
  readonly #settings: ServiceSettings;
  readonly #clock: ClockWatch;
  readonly #counters = createCounters();
  readonly #registry: TransactionRegistry;
  readonly #saver: CursorSaver;
  /** Saves positions that only passed over what was not for them: less often, for they cost the journal as much as others. */
  readonly #passedOver: CursorSaver;
  readonly #places: SessionPlaces;
  readonly #supervision: SessionSupervision;
  /** Those that are being closed and have no place any more. */
  readonly #ending = new Set<OutcomeSession>();
  readonly #listeners: Listener[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #report: RollforwardReport;
  readonly #claims: TokenClaims | undefined;
  readonly #authenticator: Authenticator | undefined;
  readonly #userWatch: UserWatch | undefined;
  readonly #certificates: CertificateLogins | undefined;
  readonly #host: SessionHost<Transaction>;
  readonly #requests: RequestContext;
  readonly #deliveries: DeliveryContext;
  #stopWatching: () => void = () => undefined;
  #closed: Promise<void> | undefined;

  constructor(unclocked: UnclockedSettings) {
    const { journal, events, saveIntervalMs, users, monotonic } = unclocked;
    const counters = this.#counters;
    const clock = new ClockWatch(unclocked);
    const settings: ServiceSettings = { ...unclocked, now: () => clock.latest };
    const saverEvery = (intervalMs: number): CursorSaver =>
      new CursorSaver({
        journal,
        intervalMs,
        onTrouble: (cause) => events.report('positionsNotSaved', { cause }),
        onRecovered: () => settings.logger.info?.('Positions can be saved again'),
      });
    const saver = saverEvery(saveIntervalMs);
    this.#passedOver = saverEvery(saveIntervalMs * passedOverLess);
    const registry = new TransactionRegistry(settings, counters, (position) => saver.mark(position));
    const replies = new Replies(settings.release, events);
    this.#settings = settings;
    this.#places = new SessionPlaces(settings);
    this.#clock = clock;
    this.#supervision = new SessionSupervision({ settings, places: this.#places, replies });
    this.#registry = registry;
    this.#saver = saver;
    this.#report = new RollforwardReport(settings, monotonic);
    const { claims: shared } = journal;
    const claims =
      shared?.isShared === true ? new TokenClaims(shared, { settings, registry, saver, replies }) : undefined;
    this.#claims = claims;
    const authenticator = users === undefined ? undefined : new Authenticator({ users, limits: settings, events });
    this.#authenticator = authenticator;
    const dismiss = (session: OutcomeSession, words: string): void => {
      replies.farewell(session, 'userChanged', words);
      session.dismiss();
    };
    this.#userWatch =
      users === undefined ? undefined : new UserWatch({ users, events, sessions: this.#places.sessions, dismiss });
    const certificates = users === undefined ? undefined : new CertificateLogins({ users, events, replies });
    this.#certificates = certificates;
    users?.whenStale?.((place, cause) => events.report('usersNotRead', { place, cause }));
    this.#deliveries = {
      settings,
      counters,
      registry,
      saver,
      growth: new GrowthWatch(journal),
      announceGap: ({ session, isRouted, token }) => {
        if (token !== undefined) replies.announceNewInstance(session, isRouted, token.name);
      },
    };
    this.#requests = {
      settings,
      counters,
      registry,
      saver,
      replies,
      claims,
      authenticator,
      certificates,
      startDelivery: (transaction) => void deliver(transaction, this.#deliveries),
    };
    this.#host = {
      limits: settings,
      turns: new Turns(settings.requestTimeShare, {
        crowded: () => events.report('requestsCrowded', { percent: Math.round(100 * settings.requestTimeShare) }),
      }),
      rejections: new RejectionShares(settings.rejectionsPerSecond),
      request: (session, message) =>
        certificates?.after(session, () => dispatch(this.#requests, session, message)) ??
        dispatch(this.#requests, session, message),
      events,
      unreadable: (session, text, cause) => replies.rejectFrame(session, text, cause),
      confirmed: (transaction, position) => this.#confirmed(transaction, position, this.#saver),
      passedOver: (transaction, position) => this.#confirmed(transaction, position, this.#passedOver),
      charactersReplaced: ({ remoteAddress: address, encoding }) =>
        events.report('charactersReplaced', { address, encoding }),
      released: (session) => this.#released(session),
      closed: (session) => this.#ending.delete(session),
    };
  }

  get addresses(): readonly ListenAddress[] {
    return this.#listeners.map(({ address }) => address);
  }

  async start(listenOptions: OutcomeServiceOptions['listen']): Promise<void> {
    const { journal, events, reportIntervalMs, retention, retentionIntervalMs, clockWatchIntervalMs } = this.#settings;
    const known = new LatestTime(this.#clock.time);
    known.note(journal.stats().newestTime ?? 0);
    await journal.cursors.each((cursor) => {
      this.#registry.load(cursor);
      known.note(cursor.touched);
    });
    if (known.latest !== undefined) this.#clock.startFrom(known.latest);
    try {
      for (const each of listenOptions) {
        this.#listeners.push(
          await listen(
            each,
            {
              accept: (socket, encoding, user) => this.#accept(socket, encoding, user),
              failed: (address, cause) => events.report('acceptFailures', { address, cause }),
            },
            {
              limits: this.#settings,
              events,
              lastWords: (...what) => this.#requests.replies.refusal(...what),
            },
          ),
        );
      }
    } catch (error) {
      await this.close();
      throw error;
    }
    this.#stopWatching = watchDescriptors((cause) => {
      events.report('descriptorsExhausted', { reason: cause.code ?? cause.message });
    });
    this.#every(reportIntervalMs, () => this.#report.run(this.#registry.live));
    this.#every(clockWatchIntervalMs, () => this.#clock.look());
    this.#every(retentionIntervalMs, () => void this.#forgetOldTokens());
    this.#every(sessionCheckMs, () => this.#supervision.endOverdue());
    this.#every(this.#settings.userCheckIntervalMs, () => void this.#userWatch?.look());
    if (retention !== undefined) this.#every(retentionIntervalMs, () => void this.#prune());
  }

  get clock(): ClockStatus {
    return this.#clock.status;
  }

  status(): ServiceStatus {
    return serviceStatus(
      this.#settings,
      this.#counters,
      this.#registry,
      this.#places.sessions.size,
      this.#report.arrivingPerSecond,
      this.#clock.status,
    );
  }

  subscribers(most = usualSubscribersListed): readonly SubscriberStatus[] {
    return listSubscribers(this.#settings, this.#registry, most);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#stopWatching();
    for (const timer of this.#timers) clearInterval(timer);
    for (const listener of this.#listeners) listener.close();
    this.#authenticator?.close();
    await Promise.all([...this.#places.sessions, ...this.#ending].map((session) => session.close()));
    this.#deliveries.growth.close();
    await this.#saver.close();
    await this.#passedOver.close();
    await this.#claims?.close();
    this.#settings.events.flush();
  }

  #every(intervalMs: number, run: () => void): void {
    this.#timers.push(setInterval(run, intervalMs).unref());
  }

  #accept(socket: Socket, encoding: WireEncoding, user: UserName | undefined): void {
    if (this.#closed !== undefined) {
      socket.destroy();
      return;
    }
    if (!this.#supervision.admits(socket, encoding)) return;
    this.#counters.sessionsOpened++;
    const session = new ServerSession<Transaction>(socket, encoding, this.#host);
    this.#places.add(session);
    socket.prependOnceListener('data', (first: Uint8Array) => this.#began(session, first));
    if (user !== undefined) this.#certificates?.identify(session, user);
    if (this.#authenticator !== undefined) closeUnlessAuthenticated(session, this.#settings, this.#requests.replies);
  }

  /** Ends a socket that speaks TLS where there is none. */
  #began(session: OutcomeSession, first: Uint8Array): void {
    if (!isClientHello(first)) return;
    this.#settings.events.report('tlsOnPlainPort', { address: session.remoteAddress });
    this.#requests.replies.farewell(session, 'tlsNotServed');
    session.dismiss();
  }

  #released(session: OutcomeSession): void {
    this.#places.delete(session);
    this.#registry.release(session);
    this.#claims?.settle();
    this.#ending.add(session);
    // Their number has the limit of those that are open: the one that has been closing for longest is cut.
    const [oldest] = this.#ending;
    if (oldest !== undefined && this.#ending.size > this.#settings.maxSessions) oldest.destroy();
  }

  #confirmed(transaction: Transaction, position: number, saver: CursorSaver): void {
    if (!transaction.isAttached || position <= transaction.confirmed) return;
    transaction.confirmed = position;
    if (transaction.token !== undefined) saver.mark(transaction);
  }

  async #prune(): Promise<void> {
    const { journal, events, retention } = this.#settings;
    if (retention === undefined) return;
    try {
      const { records, doubt } = await journal.prune(retention);
      this.#clock.retained(doubt);
      if (records > 0) events.report('outcomesPruned', { records, first: journal.first }, records);
    } catch (cause) {
      events.report('pruneFailures', { cause });
    }
  }

  async #forgetOldTokens(): Promise<void> {
    const { journal, events, now, parkedTokenAgeMs } = this.#settings;
    // Of tokens that are shared the newest truth is in the journal.
    await this.#claims?.refresh();
    this.#clock.look();
    await this.#touchCursors(this.#registry.touchImpossible(now()), now());
    const removes = this.#registry.forgetParked(this.#clock.time - parkedTokenAgeMs);
    if (removes.length === 0) return;
    await journal.cursors.remove(removes).catch((cause: unknown) => {
      events.report('tokensNotRemoved', { cause }, removes.length);
    });
  }

  /** Puts right on disk, too, when these cursors were last in use. */
  async #touchCursors(keys: readonly CursorKey[], touched: number): Promise<void> {
    if (keys.length === 0) return;
    const { journal, events } = this.#settings;
    const wanted = new Set(keys.map(({ tenant, name }) => `${tenant}\\${name}`));
    const cursors: Cursor[] = [];
    try {
      await journal.cursors.each((cursor) => {
        if (wanted.has(`${cursor.tenant}\\${cursor.name}`)) cursors.push({ ...cursor, touched });
      });
      await journal.cursors.save(cursors);
      events.report('tokenTimesReplaced', { tokens: keys.length }, keys.length);
    } catch (cause) {
      events.report('tokenTimesNotSaved', { cause }, keys.length);
    }
  }
}

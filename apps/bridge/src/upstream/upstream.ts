import { setTimeout as sleep } from 'node:timers/promises';
import { EventLog } from '@sdmp/events';
import type { Journal, RetryingAppender } from '@sdmp/journal';
import { SdmpError } from '@sdmp/protocol';
import { type Client, type ClientOptions, connect, type OutcomesRequest } from '@sdmp/runtime';
import { describeError } from '@sdmp/terminal';
import { heartbeatsUntilDead, type UpstreamConfig } from '../config/upstream-config.ts';
import { clientTls } from '../config/tls-config.ts';
import { upstreamEvents } from '../log/bridge-events.ts';
import type { FullLogger } from '../log/logger.ts';
import { ArrivalTimes } from './arrival-times.ts';
import { KnownPlaces } from './known-places.ts';
import type { RedundantPair } from './redundant-pair.ts';
import { recordAll } from './recorder.ts';
import { clientLogger, logStatus } from './status-log.ts';
import { tenantOfOutcomes, type WithCredentials } from './upstream-credentials.ts';
import type { UpstreamHistory } from './upstream-history.ts';
import { type UpstreamDetails, UpstreamTracker } from './upstream-status.ts';

/** A dialer that refused, or ended the subscription, is asked again after this time: a campaign may open later. */
const askAgainMs = 60_000;

export interface UpstreamOptions {
  readonly config: UpstreamConfig & WithCredentials;
  readonly journal: Journal;
  readonly appender: RetryingAppender;
  /** Undefined for an upstream that stands alone. */
  readonly pair: RedundantPair | undefined;
  /** Whether other bridges record into the same journal. */
  readonly isShared: boolean;
  readonly logger: FullLogger;
  /** Default: a minute. */
  readonly askAgainMs?: number;
}

/** One dialer, recorded for as long as the bridge runs. */
export class Upstream {
  /** Resolves when it was closed. Rejects when its outcomes cannot be recorded any more. */
  readonly finished: Promise<void>;
  readonly #options: UpstreamOptions;
  readonly #client: Client;
  readonly #tracker: UpstreamTracker;
  readonly #events: EventLog<typeof upstreamEvents>;
  readonly #closing = new AbortController();

  constructor(options: UpstreamOptions, places: KnownPlaces) {
    this.#options = options;
    this.#events = new EventLog(upstreamEvents, { logger: options.logger });
    this.#client = connect(clientOptions(options));
    this.#tracker = new UpstreamTracker(options.config);
    const watched = this.#watch();
    this.finished = Promise.all([this.#run(places), watched]).then(() => undefined);
    // The bridge waits for it later; until then it must not count as unhandled.
    this.finished.catch(() => undefined);
  }

  static async start(options: UpstreamOptions): Promise<Upstream> {
    const { journal, config } = options;
    return new Upstream(options, await KnownPlaces.load(journal, config.name, config.persistToken));
  }

  get status(): UpstreamDetails {
    return this.#tracker.status([...this.#events.records(), ...this.#client.events()]);
  }

  /** Returns what it did in each of the last minutes, 360 at most, and when its link was up. */
  history(mostMinutes: number): UpstreamHistory {
    return this.#tracker.history.read(mostMinutes);
  }

  /** Records and acknowledges what was received, then ends the connection. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#client.close();
    await this.finished.catch(() => undefined);
    this.#events.flush();
  }

  async #watch(): Promise<void> {
    const { logger, config } = this.#options;
    for await (const status of this.#client.status()) {
      this.#tracker.observe(status);
      logStatus(logger, config.name, status);
    }
  }

  async #run(places: KnownPlaces): Promise<void> {
    const { config, appender, pair, isShared, askAgainMs: pauseMs = askAgainMs } = this.#options;
    const { signal } = this.#closing;
    const times = new ArrivalTimes({ onReplaced: (count) => this.#tellReplaced(count) });
    const onRecorded = (outcomes: number, duplicates: number): void => this.#count(outcomes, duplicates);
    const onRefused = (_: unknown, reason: string): void => this.#refuse(reason);
    while (!signal.aborted) {
      try {
        const subscription = this.#client.outcomes(outcomesRequest(config));
        await recordAll(subscription, {
          appender,
          places,
          pair,
          isShared,
          tenant: tenantOfOutcomes(config),
          source: config.name,
          times,
          onRecorded,
          onRefused,
        });
        return;
      } catch (error) {
        if (signal.aborted && error instanceof SdmpError) return;
        if (!(error instanceof SdmpError)) throw await this.#failed(error);
        const { name: upstream } = config;
        this.#tracker.refused(describeError(error), Date.now());
        this.#events.report('refusals', { upstream, retry: pauseMs, cause: error });
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** What cannot be recorded must not be acknowledged: the client goes without a last word. */
  async #failed(error: unknown): Promise<unknown> {
    await this.#client.close();
    return error;
  }

  #tellReplaced(outcomes: number): void {
    const { name: upstream } = this.#options.config;
    this.#events.report('timesReplaced', { upstream, outcomes }, outcomes);
  }

  #refuse(reason: string): void {
    const { name: upstream } = this.#options.config;
    this.#events.report('outcomesRefused', { upstream, reason });
  }

  #count(outcomes: number, duplicates: number): void {
    this.#tracker.recorded(outcomes, Date.now());
    if (duplicates === 0) return;
    this.#tracker.droppedDuplicates(duplicates);
    const { name: upstream } = this.#options.config;
    this.#events.report('duplicatesDropped', { upstream, duplicates }, duplicates);
  }
}

function clientOptions({ config, logger }: UpstreamOptions): ClientOptions {
  const { name, host, port, encoding, release, heartbeat, credentials, tls } = config;
  return {
    host,
    port,
    encoding,
    logger: clientLogger(logger, name),
    heartbeatIntervalMs: heartbeat,
    heartbeatTimeoutMs: heartbeatsUntilDead * heartbeat,
    ...(release === undefined ? {} : { release }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(tls === undefined ? {} : { tls: clientTls(tls) }),
  };
}

function outcomesRequest({ tenant, campaign, success, failure, persistToken, rate }: UpstreamConfig): OutcomesRequest {
  return {
    persistToken,
    successOutcomes: success,
    failureOutcomes: failure,
    ...(tenant === undefined ? {} : { tenantDescriptor: tenant }),
    ...(campaign === undefined ? {} : { campaignName: campaign }),
    ...(rate === undefined ? {} : { rateControl: rate }),
  };
}

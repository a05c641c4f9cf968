import { cellSize, parseEncoding, type WireEncoding } from '@sdmp/codec';
import type { LookUp } from '@sdmp/dial';
import { EventLog } from '@sdmp/events';
import type { SuccessRule } from '@sdmp/outcomes';
import {
  asciiPort,
  type DataFraming,
  defaultMaxFrameBytes,
  dataFramings,
  maxRunBytes,
  type Release,
  release,
  SdmpError,
  unicodePort,
} from '@sdmp/protocol';
import { isLittleEndian } from '../byte-order.ts';
import type { Logger } from '../logger.ts';
import type { OutcomeForm } from './connection/checked-request.ts';
import { type ClientEventLog, clientEvents } from './client-events.ts';
import { ClientTls, type ClientTlsOptions } from './connection/client-tls.ts';
import { type Credentials, checkCredentials } from './connection/credentials.ts';

/** Every limit of a client, each with its default in `defaultClientLimits`. Times are milliseconds. */
export interface ClientLimits {
  /** An attempt to connect is given up after this time. Default 10,000; 100 and up. */
  readonly connectTimeoutMs: number;
  /**
   * A connection whose UA is not answered in this time is exchanged. Default 15,000: a service of ours answers within 10,000
   * even where it slows failures down.
   */
  readonly authenticationTimeoutMs: number;
  /** A connection whose EO is not answered in this time is exchanged. Default 10,000; 100 and up. */
  readonly answerTimeoutMs: number;
  /** Upper end of the first delay between attempts; it doubles from there (CL-2). Default 200. */
  readonly reconnectBaseMs: number;
  /** Upper end of every delay between attempts (CL-2). Default 30,000. */
  readonly reconnectCapMs: number;
  /**
   * A connection that lasted as long as the next delay could be, and at most this long, makes the delays begin anew (CL-2): one that
   * is reset while the service can be reached is back within `reconnectBaseMs`. Default 60,000.
   */
  readonly stableAfterMs: number;
  /** Time between probes while there is nothing to acknowledge (ACK-1). Default 5,000; less than 1,000 burdens a dialer. */
  readonly heartbeatIntervalMs: number;
  /** Reading time without a DA after which the socket is exchanged (ACK-4). Default 15,000; at least the interval. */
  readonly heartbeatTimeoutMs: number;
  /** Received and not yet handed out, all subscriptions together, bytes; above it the socket is not read (CL-6). Default 1 MiB. */
  readonly queueBytes: number;
  /**
   * Received and not known to be acknowledged, all persistent subscriptions together, bytes (ACK-3). Above it the socket
   * is not read until an acknowledgement is under way. A service that gives places is acknowledged whenever a 64th
   * of it is held; with any other, which is probed once a second, about this much can pass a second. Default 64 MiB.
   */
  readonly replayWindowBytes: number;
  /** How long `close` and leaving a subscription wait for consumers and for the last acknowledgement. Default 5,000. */
  readonly closeTimeoutMs: number;
  /** How long a `request` waits for its answer. Default 10,000. */
  readonly requestTimeoutMs: number;
  /** Largest frame that is read, bytes; a larger one is skipped and logged. Default 1 MiB. */
  readonly maxFrameBytes: number;
}

const mebibyte = 1024 * 1024;

/** Default of every limit of the client: times in milliseconds, sizes in bytes. */
export const defaultClientLimits: ClientLimits = {
  connectTimeoutMs: 10_000,
  authenticationTimeoutMs: 15_000,
  answerTimeoutMs: 10_000,
  reconnectBaseMs: 200,
  reconnectCapMs: 30_000,
  stableAfterMs: 60_000,
  heartbeatIntervalMs: 5_000,
  heartbeatTimeoutMs: 15_000,
  queueBytes: mebibyte,
  replayWindowBytes: 64 * mebibyte,
  closeTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  maxFrameBytes: defaultMaxFrameBytes,
};

/** Options of `connect`. Limits that are left out have the values of `defaultClientLimits`. */
export interface ClientOptions extends Partial<ClientLimits> {
  /** Where the service is. Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 6502, with `unicode` 6500. */
  readonly port?: number;
  /** The Unicode listener: UTF-16LE. Default false. */
  readonly unicode?: boolean;
  /** Default `windows-1252`, with `unicode` `utf-16le`. Throws `ENCODING_UNSUPPORTED` for others than the codec's. */
  readonly encoding?: WireEncoding;
  /** Write requests with service and interface (SDMP 2). Default false. Both are read. */
  readonly routed?: boolean;
  /** Who to authenticate as after each connect (CL-3). Default: no UA is sent. */
  readonly credentials?: Credentials;
  /** The release of the service: nothing younger is sent (EO-10). Default: the newest known. */
  readonly release?: string;
  /** Framing of line-of-business data asked for on this connection, where the release has it (TR-6). Default: not asked for. */
  readonly dataFraming?: DataFraming;
  /** Ask for each outcome's place in the service's journal, which gives it an id and its time. Default true; others ignore it. */
  readonly places?: boolean;
  /**
   * Take outcomes with places in runs, which is much faster, from services that write them. Default true. Not with
   * `unicode`, not with `dataFraming`, and not with frames limited to less than 64 KiB: these come one by one.
   */
  readonly runs?: boolean;
  /** What counts as a success. Default: OZ-4. */
  readonly isSuccess?: SuccessRule;
  /** Gets what happens, and of each kind of event only the first lines of a minute and then their number. */
  readonly logger?: Logger;
  /** Gives the addresses of `host`. Default: the system. Whichever of them answers first is used. */
  readonly lookUp?: LookUp;
  /**
   * Speak TLS, `{}` with the authorities of Node (TR-3). Its sources are read again when they have changed, before the next
   * connection. Default: plain TCP.
   */
  readonly tls?: ClientTlsOptions;
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Aborting ends the client and all its subscriptions at once, with `ABORTED`. */
  readonly signal?: AbortSignal;
}

/** The options with every default filled in. */
export interface ClientSettings extends ClientLimits {
  readonly host: string;
  readonly port: number;
  readonly encoding: WireEncoding;
  readonly routed: boolean;
  readonly credentials: Credentials | undefined;
  readonly release: Release;
  readonly dataFraming: DataFraming | undefined;
  readonly form: OutcomeForm;
  readonly takesRuns: boolean;
  readonly isSuccess: SuccessRule | undefined;
  readonly logger: Logger;
  /** Counts, logs and publishes what an operator must hear of. */
  readonly events: ClientEventLog;
  readonly lookUp: LookUp | undefined;
  /** Undefined: plain TCP. */
  readonly tls: ClientTls | undefined;
  readonly now: () => number;
}

function checkedLimits(options: ClientOptions): ClientLimits {
  const limits: Record<keyof ClientLimits, number> = { ...defaultClientLimits };
  for (const name of Object.keys(defaultClientLimits) as (keyof ClientLimits)[]) {
    const value = options[name];
    if (value === undefined) continue;
    if (!Number.isFinite(value) || value <= 0) {
      throw new SdmpError('INVALID_ARGUMENT', `${name} must be a number above 0`);
    }
    limits[name] = value;
  }
  if (limits.heartbeatTimeoutMs < limits.heartbeatIntervalMs) {
    throw new SdmpError('INVALID_ARGUMENT', 'heartbeatTimeoutMs must be at least heartbeatIntervalMs');
  }
  if (limits.replayWindowBytes < 2 * limits.queueBytes) {
    throw new SdmpError('INVALID_ARGUMENT', 'replayWindowBytes must be at least twice queueBytes');
  }
  return limits;
}

function formOf(
  { places = true, runs = true, dataFraming }: ClientOptions,
  encoding: WireEncoding,
  { maxFrameBytes }: ClientLimits,
): OutcomeForm {
  if (!places) return 'plain';
  const isPossible = isLittleEndian && cellSize(encoding) === 1 && maxFrameBytes >= maxRunBytes;
  return runs && isPossible && dataFraming === undefined ? 'runs' : 'placed';
}

/** Checks the options. Throws `INVALID_ARGUMENT`, `ENCODING_UNSUPPORTED` or `RELEASE_UNKNOWN`. */
export function clientSettings(options: ClientOptions): ClientSettings {
  const { unicode = false, dataFraming, credentials } = options;
  const { port = unicode ? unicodePort : asciiPort } = options;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SdmpError('INVALID_ARGUMENT', 'port must be a whole number from 1 to 65535');
  }
  if (dataFraming !== undefined && !dataFramings.includes(dataFraming)) {
    throw new SdmpError('INVALID_ARGUMENT', `dataFraming must be one of ${dataFramings.join(', ')}`);
  }
  if (credentials !== undefined) checkCredentials(credentials);
  const limits = checkedLimits(options);
  const encoding = parseEncoding(options.encoding ?? (unicode ? 'utf-16le' : 'windows-1252'));
  const form = formOf(options, encoding, limits);
  const { logger = {}, now = Date.now } = options;
  const events = new EventLog(clientEvents, { logger, now });
  return {
    ...limits,
    host: options.host ?? '127.0.0.1',
    port,
    encoding,
    routed: options.routed ?? false,
    credentials,
    release: release(options.release),
    dataFraming,
    form,
    takesRuns: form === 'runs',
    isSuccess: options.isSuccess,
    logger,
    events,
    lookUp: options.lookUp,
    tls: options.tls === undefined ? undefined : new ClientTls(options.tls, events),
    now,
  };
}

import type { Outcome } from '@sdmp/outcomes';
import { SinkError, closedSink, wrongSettings } from '../sink-error.ts';
import { readFile } from 'node:fs/promises';
import { type JetStreamClient, jetstream } from '@nats-io/jetstream';
import { type NatsConnection, connect, credsAuthenticator, headers } from '@nats-io/transport-node';
import { outcomeEventText } from '@sdmp/outcomes/cloudevents';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { natsFailure } from './nats-failure.ts';

/** What a part of a subject cannot hold: separators, wildcards, white space. */
const unfit = /[.*>\s\p{Cc}]/gu;

/** A name as one part of a subject. */
function part(name: string | undefined): string {
  return name === undefined || name === '' ? '_' : name.replaceAll(unfit, '_');
}

/**
 * Where an outcome is published: `{tenant}` and `{campaign}` stand for the names, with `_` for what a subject cannot hold
 * and for a name that is absent. Throws `INVALID_ARGUMENT` for a template that is no subject.
 */
function subjectBy(template: string): (outcome: Outcome) => string {
  const bare = template.replaceAll(/\{(tenant|campaign)\}/g, 'x');
  if (bare === '' || /[*>\s{}]|^\.|\.\.|\.$/.test(bare)) {
    throw new SinkError('INVALID_ARGUMENT', 'subject must be like outcomes.{tenant}.{campaign}, without wildcards');
  }
  return ({ tenantDescriptor, campaignName }) =>
    template.replaceAll('{tenant}', () => part(tenantDescriptor)).replaceAll('{campaign}', () => part(campaignName));
}

/** Options of `natsSink`. */
export interface NatsOptions {
  /** Servers, `host:port`. */
  readonly servers: readonly string[];
  /** A subject that a stream holds; `{tenant}` and `{campaign}` stand for the names. Default `outcomes`. */
  readonly subject?: string;
  /** A file with credentials, as `nsc` writes it; read again at each connection. */
  readonly credentialsFile?: string;
  /** Outcomes published before their acknowledgements are waited for. Default 1000. */
  readonly batch?: number;
  /** How long connecting and an acknowledgement may take, milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Publishes outcomes as CloudEvents to a stream of NATS JetStream, which must be there. The message id is the outcome's,
 * so that a repeat within the stream's duplicate window changes nothing.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function natsSink(options: NatsOptions): Sink {
  return new NatsSink(options);
}

interface Link {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
}

class NatsSink implements Sink {
  readonly kind = 'nats';
  readonly preferredOutcomes: number;
  readonly #options: NatsOptions;
  readonly #timeoutMs: number;
  readonly #subject: (outcome: Outcome) => string;
  readonly #where: string;
  #link: Link | undefined;
  #isOpen = false;

  constructor(options: NatsOptions) {
    if (options.servers.length === 0) throw new SinkError('INVALID_ARGUMENT', 'a nats sink needs servers');
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#subject = subjectBy(options.subject ?? 'outcomes');
    this.preferredOutcomes = options.batch ?? 1000;
    // An address may hold a password.
    this.#where = options.servers.map((server) => server.replace(/^.*@/, '')).join(', ');
  }

  async open(signal: AbortSignal): Promise<void> {
    await this.#connect(signal);
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    signal.throwIfAborted();
    const { client, connection } = await this.#connect(signal);
    // What is under way cannot be taken back; without the connection it rejects at once.
    const stop = (): void => void connection.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const published = await Promise.allSettled(batch.map((each) => this.#publish(client, each)));
      if (signal.aborted) throw signal.reason;
      return this.#refusedOf(batch, published);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    const link = this.#link;
    this.#link = undefined;
    await link?.connection.close();
  }

  async #publish(client: JetStreamClient, { id, source, outcome, classification }: SinkOutcome): Promise<void> {
    const head = headers();
    head.set('content-type', 'application/cloudevents+json; charset=utf-8');
    const event = outcomeEventText(outcome, { id, source, classification });
    await client.publish(this.#subject(outcome), event, { msgID: id, headers: head, timeout: this.#timeoutMs });
  }

  #refusedOf(batch: readonly SinkOutcome[], published: readonly PromiseSettledResult<void>[]): readonly Refused[] {
    const refused: Refused[] = [];
    for (const [index, each] of published.entries()) {
      const position = batch[index]?.position;
      if (each.status === 'fulfilled' || position === undefined) continue;
      const error = natsFailure(each.reason, this.#where);
      if (error.retryable) throw error;
      refused.push({ position, reason: error.message });
    }
    return refused;
  }

  async #connect(signal: AbortSignal): Promise<Link> {
    if (this.#link !== undefined && !this.#link.connection.isClosed()) return this.#link;
    signal.throwIfAborted();
    const { servers, credentialsFile } = this.#options;
    const connection = await connect({
      servers: [...servers],
      name: 'sdmp sinks',
      timeout: this.#timeoutMs,
      // The runner decides when to try again.
      reconnect: false,
      pingInterval: 5000,
      ...(credentialsFile === undefined ? {} : { authenticator: await credentials(credentialsFile) }),
    }).catch((cause: unknown) => {
      throw natsFailure(cause, this.#where);
    });
    this.#link = { connection, client: jetstream(connection, { timeout: this.#timeoutMs }) };
    return this.#link;
  }
}

async function credentials(file: string): Promise<ReturnType<typeof credsAuthenticator>> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw wrongSettings(`${file} cannot be read: name a file with credentials of NATS`, { cause });
  });
  return credsAuthenticator(content);
}

import { readFile } from 'node:fs/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { type JournalEventLog, quietEvents } from '../engine/journal-events.ts';
import { JournalError } from '../journal-error.ts';
import type { JetStreamLink } from './jetstream-link.ts';
import type { JetStreamJournalOptions } from './jetstream-options.ts';
import { unreachable } from './nats-failure.ts';

/** Answers that do not come within this, milliseconds, are asked for again. */
const requestTimeoutMs = 3000;
const reconnectAfterMs = 250;

/**
 * Connects, and from then on connects again for as long as it takes.
 *
 * @throws JournalError `JOURNAL_UNREACHABLE` when no server answers, `JOURNAL_NOT_FOUND` when the credentials cannot be read.
 */
export async function connectJetStream(options: JetStreamJournalOptions): Promise<JetStreamLink> {
  const { servers, connection: more, events = quietEvents() } = options;
  const addresses = typeof servers === 'string' ? [servers] : [...servers];
  const settings: NodeConnectionOptions = {
    name: 'sdmp journal',
    reconnectTimeWait: reconnectAfterMs,
    pingInterval: 1500,
    maxPingOut: 2,
    ...more,
    ...(await credentialsIn(options.credentialsFile)),
    servers: addresses,
    maxReconnectAttempts: -1,
  };
  const connection = await connect(settings).catch((cause: unknown) => {
    throw unreachable(`No NATS server answers at ${addresses.map(withoutSecrets).join(', ')}`, cause);
  });
  void reportDisconnects(connection, events);
  const asked = { timeout: requestTimeoutMs };
  return {
    connection,
    events,
    client: jetstream(connection, asked),
    manager: await jetstreamManager(connection, { ...asked, checkAPI: false }),
  };
}

/** Ends with the connection. */
async function reportDisconnects(connection: NatsConnection, events: JournalEventLog): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') events.report('serverDisconnects', { server: status.server });
  }
}

async function credentialsIn(file: string | undefined): Promise<Pick<NodeConnectionOptions, 'authenticator'>> {
  if (file === undefined) return {};
  const content = await readFile(file).catch((cause: unknown) => {
    throw new JournalError('JOURNAL_NOT_FOUND', `${file} cannot be read: name a file with credentials of NATS.`, {
      cause,
    });
  });
  return { authenticator: credsAuthenticator(content) };
}

/** An address may hold a password. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/[^@/]*@/, '//');
}

import { type StreamConfig, DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { nanos } from '@nats-io/transport-node';
import { JournalError } from '../journal-error.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { isBeingMade, isStreamMissing, pause, persist, unreachable } from './nats-failure.ts';

/** The server itself remembers the ids of messages for so long, milliseconds: it answers a repeated one as it did before. */
const messageIdsMs = 120_000;
/** A stream that another process makes is there within this, milliseconds; in a cluster it may take seconds. */
const madeWithinMs = 20_000;

export interface StreamSettings {
  readonly names: JournalNames;
  readonly replicas: number;
  readonly signal: AbortSignal;
}

/** Makes the stream of the log and the bucket when they are not there. Waits for a cluster without a leader. */
export async function prepareStreams(link: JetStreamLink, settings: StreamSettings): Promise<KV> {
  const { names, signal } = settings;
  await prepareStream(link, settings, names.stream, names.subject);
  await beginStream(link, names.stream, names.subject, signal);
  const kvm = new Kvm(link.client);
  const { replicas } = settings;
  const place = { name: names.bucketStream, subject: `$KV.${names.bucket}.>` };
  return tell(names.bucket, () =>
    orTaken(link, place, signal, () => kvm.create(names.bucket, { replicas, history: 1, allow_direct: false })),
  );
}

/** Makes the stream that takes in batches which were stored anew. */
export async function prepareErasedStream(link: JetStreamLink, settings: StreamSettings): Promise<void> {
  const { names, signal } = settings;
  await prepareStream(link, settings, names.erasedStream, `${names.erasedSubject}.>`);
  await beginStream(link, names.erasedStream, `${names.erasedSubject}.begin`, signal);
}

/** A stream's first message cannot be told to stand behind none: this one holds no records. */
async function beginStream(link: JetStreamLink, name: string, subject: string, signal: AbortSignal): Promise<void> {
  const { last_seq: last } = await persist(async () => (await link.manager.streams.info(name)).state, signal);
  // The id keeps a second one out when several processes begin the stream together.
  if (last === 0) await persist(() => link.client.publish(subject, '', { msgID: `begin ${name}` }), signal);
}

async function prepareStream(
  link: JetStreamLink,
  { replicas, signal }: StreamSettings,
  name: string,
  subject: string,
): Promise<void> {
  const { manager } = link;
  const wanted: Partial<StreamConfig> & { name: string } = {
    name,
    subjects: [subject],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    duplicate_window: nanos(messageIdsMs),
    allow_direct: true,
    max_consumers: -1,
  };
  const config = await tell(name, () =>
    orTaken(link, { name, subject }, signal, async () => {
      const info = await manager.streams.info(name).catch((error: unknown) => {
        if (isStreamMissing(error)) return undefined;
        throw error;
      });
      return (info ?? (await manager.streams.add(wanted))).config;
    }),
  );
  if (config.subjects.length === 1 && config.subjects[0] === subject) return;
  throw new JournalError(
    'JOURNAL_UNWRITABLE',
    `Stream ${name} takes in ${config.subjects.join(', ')} and is no journal: name another stream.`,
  );
}

/**
 * Opens or makes a stream. While another process makes the same one, the server refuses it for its name or its subjects:
 * then it is looked for again. Throws `JOURNAL_UNWRITABLE` when its subject belongs to another stream.
 */
async function orTaken<Result>(
  link: JetStreamLink,
  { name, subject }: { readonly name: string; readonly subject: string },
  signal: AbortSignal,
  make: () => Promise<Result>,
): Promise<Result> {
  const giveUpAt = performance.now() + madeWithinMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await persist(make, signal);
    } catch (error) {
      if (!isBeingMade(error)) throw error;
      const others = (await holdersOf(link, subject, signal)).filter((holder) => holder !== name);
      if (others.length > 0) throw overlapping(name, subject, others);
      if (performance.now() > giveUpAt) throw error;
      await pause(attempt, signal);
    }
  }
}

/** Names of the streams that take in messages of the subject. */
async function holdersOf({ manager }: JetStreamLink, subject: string, signal: AbortSignal): Promise<readonly string[]> {
  return persist(async () => {
    const found: string[] = [];
    for await (const name of manager.streams.names(subject)) found.push(name);
    return found;
  }, signal);
}

function overlapping(name: string, subject: string, others: readonly string[]): JournalError {
  return new JournalError(
    'JOURNAL_UNWRITABLE',
    `Stream ${name} cannot be made: messages of ${subject} go to stream ${others.join(', ')} already: name another stream.`,
  );
}

async function tell<Result>(name: string, make: () => Promise<Result>): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    throw error instanceof JournalError ? error : unreachable(`Stream ${name} cannot be opened or made`, error);
  }
}

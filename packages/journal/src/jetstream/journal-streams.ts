import { type StreamConfig, DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { nanos } from '@nats-io/transport-node';
import { JournalError } from '../journal-error.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { isStreamMissing, persist, unreachable } from './nats-failure.ts';

/** The server itself remembers the ids of messages for so long, milliseconds: it answers a repeated one as it did before. */
const MESSAGE_IDS_MS = 120_000;

export interface StreamSettings {
  readonly names: JournalNames;
  readonly replicas: number;
  readonly signal: AbortSignal;
}

/** Makes the stream of the log and the bucket when they are not there. Waits for a cluster without a leader. */
export async function prepareStreams(link: JetStreamLink, settings: StreamSettings): Promise<KV> {
  const { names, signal } = settings;
  await prepareStream(link, settings, names.stream, names.subject);
  const state = await persist(async () => (await link.manager.streams.info(names.stream)).state, signal);
  // A stream's first message cannot be told to stand behind none: this one holds no records.
  if (state.last_seq === 0) {
    await persist(() => link.client.publish(names.subject, '', { msgID: `begin ${names.stream}` }), signal);
  }
  const kvm = new Kvm(link.client);
  const { replicas } = settings;
  return tell(names.bucket, () =>
    persist(() => kvm.create(names.bucket, { replicas, history: 1, allow_direct: false }), signal),
  );
}

/** Makes the stream that takes in batches which were stored anew. */
export async function prepareErasedStream(link: JetStreamLink, settings: StreamSettings): Promise<void> {
  await prepareStream(link, settings, settings.names.erasedStream, `${settings.names.erasedSubject}.>`);
}

async function prepareStream(
  { manager }: JetStreamLink,
  { replicas, signal }: StreamSettings,
  name: string,
  subject: string,
): Promise<void> {
  const wanted: Partial<StreamConfig> & { name: string } = {
    name,
    subjects: [subject],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    duplicate_window: nanos(MESSAGE_IDS_MS),
    allow_direct: true,
    max_consumers: -1,
  };
  const config = await tell(name, () =>
    persist(async () => {
      const info = await manager.streams.info(name).catch((error: unknown) => {
        if (isStreamMissing(error)) return undefined;
        throw error;
      });
      return (info ?? (await manager.streams.add(wanted))).config;
    }, signal),
  );
  if (config.subjects.length === 1 && config.subjects[0] === subject) return;
  throw new JournalError(
    'JOURNAL_UNWRITABLE',
    `Stream ${name} takes in ${config.subjects.join(', ')} and is no journal: name another stream.`,
  );
}

async function tell<Result>(name: string, make: () => Promise<Result>): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    throw error instanceof JournalError ? error : unreachable(`Stream ${name} cannot be opened or made`, error);
  }
}

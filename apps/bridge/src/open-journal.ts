import { type Journal, type JournalEventLog, openSqliteJournal } from '@sdmp/journal';
import type { BridgeConfig } from './config/bridge-config.ts';

/** Opens the journal that the configuration asks for. What NATS needs is loaded only for it. */
export async function openJournal(
  { journal }: BridgeConfig,
  events: JournalEventLog,
  signal: AbortSignal,
): Promise<Journal> {
  const { engine, directory, servers, stream, replicas, credentialsFile } = journal;
  if (engine === 'sqlite') return openSqliteJournal({ directory, events, signal });
  const { openJetStreamJournal } = await import('@sdmp/journal/jetstream');
  return openJetStreamJournal({
    servers,
    stream,
    replicas,
    events,
    signal,
    ...(credentialsFile === undefined ? {} : { credentialsFile }),
  });
}

import { cp, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import {
  deleteStreams,
  snapshotStream,
  type StreamCopy,
} from '../../../packages/journal/test/support/stream-copies.ts';
import {
  exportArchive,
  importArchive,
  type Journal,
  openJetStreamJournal,
  openSqliteJournal,
} from '../../built-packages.ts';

/** A journal that is backed up, lost and restored. */
export interface LosableJournal {
  readonly open: () => Promise<Journal>;
  /** Backs it up while it is open. */
  readonly backUp?: (journal: Journal) => Promise<void>;
  /** Backs it up while it is closed. */
  readonly backUpClosed?: () => Promise<void>;
  /** Puts the backup in its place. */
  readonly restore?: () => Promise<void>;
  readonly dispose?: () => Promise<void>;
}

export interface KindOptions {
  readonly home: string;
  /** Of the stream, where there is one. */
  readonly name: string;
  readonly servers: NatsServers | undefined;
}

/** How a journal goes back; `none`: it is only opened again; `disk`: its files are set back in place. */
export const backups = ['archive', 'copy', 'none', 'disk', 'snapshot'] as const;
export type Backup = (typeof backups)[number];

/** Makes an empty journal that is backed up in this way. */
export function losableJournal(backup: Backup, { home, name, servers }: KindOptions): LosableJournal {
  if (backup === 'snapshot' && servers !== undefined) return inStream(servers, name);
  let directory = join(home, 'data');
  const restored = join(home, 'restored');
  const saved = join(home, 'saved');
  const openHere = (): Promise<Journal> => openSqliteJournal({ directory, reserveBytes: 0, compactAfter: 4 });
  if (backup === 'archive') {
    return {
      open: openHere,
      backUp: async (journal) => void (await importArchive(exportArchive(journal), { directory: restored })),
      restore: async () => void (directory = restored),
    };
  }
  if (backup === 'copy') {
    return {
      open: openHere,
      backUpClosed: () => cp(directory, saved, { recursive: true }),
      restore: async () => {
        await cp(saved, restored, { recursive: true });
        directory = restored;
      },
    };
  }
  if (backup === 'disk') return setBackInPlace(openHere, join(directory, 'journal.db'));
  return { open: openHere };
}

function setBackInPlace(openHere: () => Promise<Journal>, file: string): LosableJournal {
  let saved: Uint8Array = new Uint8Array();
  return {
    open: openHere,
    backUpClosed: async () => void (saved = await readFile(file)),
    restore: async () => {
      const handle = await open(file, 'r+');
      await handle.truncate(0);
      await handle.writeFile(saved);
      await handle.close();
    },
  };
}

function inStream(servers: NatsServers, stream: string): LosableJournal {
  let copy: StreamCopy | undefined;
  return {
    open: () => openJetStreamJournal({ servers: servers.urls, stream, closeTimeoutMs: 2000 }),
    backUpClosed: async () => void (copy = await snapshotStream(servers, stream)),
    restore: async () => copy?.restore(),
    dispose: () => deleteStreams(servers, [stream, `KV_${stream}_STATE`]),
  };
}

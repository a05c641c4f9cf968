import type { Corpus } from '../corpus/corpus.ts';
import type { ReaderName } from './readers.ts';

/** When a server makes what it has acknowledged safe from a power cut. */
export interface FsyncPolicy {
  /** As the table shows it. */
  readonly words: string;
  /** Whether an acknowledged message survives a power cut. */
  readonly isDurable: boolean;
  /** What the server's configuration or command line says for it. */
  readonly settings: readonly string[];
}

export interface PeerServer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

export interface PublishLimits {
  readonly count: number;
  /** When to stop early, milliseconds from the first message. */
  readonly timeLimitMs: number;
}

/** Another system that keeps messages for a reader that is away. */
export interface Peer {
  readonly name: string;
  /** The program and the Debian package that brings it; undefined when it is a package of npm. */
  readonly program: { readonly command: string; readonly debianPackage: string } | undefined;
  /** The first one is the server's default, or the nearest to it that keeps the messages. */
  readonly policies: readonly FsyncPolicy[];
  readonly start: (folder: string, policy: FsyncPolicy) => Promise<PeerServer>;
  /** Makes the stream or the session that keeps messages for the readers. */
  readonly prepare: (port: number) => Promise<void>;
  /** Publishes from one client; resolves with the number published when all of them are acknowledged. */
  readonly publish: (port: number, corpus: Corpus, limits: PublishLimits) => Promise<number>;
  readonly readers: readonly { readonly how: string; readonly reader: ReaderName }[];
}

import type { Corpus } from '../corpus/corpus.ts';
import type { ReaderName } from './readers.ts';

/** When a server makes acknowledged messages durable. */
export interface FsyncPolicy {
  /** Text in the table. */
  readonly words: string;
  /** Whether an acknowledged message survives a power cut. */
  readonly isDurable: boolean;
  /** Settings in the server's configuration or command line. */
  readonly settings: readonly string[];
}

export interface PeerServer extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

export interface PublishLimits {
  readonly count: number;
  /** Time limit from the first message, milliseconds. */
  readonly timeLimitMs: number;
}

/** Another system that stores messages for a disconnected reader. */
export interface Peer {
  readonly name: string;
  /** The program and its Debian package; undefined for an npm package. */
  readonly program: { readonly command: string; readonly debianPackage: string } | undefined;
  /** The first policy is the server's default, or the closest one that stores the messages. */
  readonly policies: readonly FsyncPolicy[];
  readonly start: (folder: string, policy: FsyncPolicy) => Promise<PeerServer>;
  /** Creates the stream or session that stores messages for the readers. */
  readonly prepare: (port: number) => Promise<void>;
  /** Publishes from one client. Resolves with the number of messages when all are acknowledged. */
  readonly publish: (port: number, corpus: Corpus, limits: PublishLimits) => Promise<number>;
  readonly readers: readonly { readonly how: string; readonly reader: ReaderName }[];
}

import type { KV } from '@nats-io/kv';
import { GrowthWaiters } from '../engine/growth-waiters.ts';
import type { JetStreamLink } from './jetstream-link.ts';
import { persist } from './nats-failure.ts';
import { StuckStream } from './stuck-stream.ts';
import { type FollowedMessage, StreamFollower } from './stream-follower.ts';

export interface TableEntry {
  readonly revision: number;
  readonly value: Uint8Array;
  /** When this process saw it, on the clock of `performance.now()`. */
  readonly seenAt: number;
}

/** A change of the bucket: `value` undefined removes the entry. */
export interface TableChange {
  readonly key: string;
  readonly value: string | undefined;
  /** Of the entry that is changed; undefined when there is none. */
  readonly revision: number | undefined;
}

export interface TableOptions {
  readonly link: JetStreamLink;
  readonly bucket: KV;
  readonly name: string;
  readonly closed: AbortSignal;
}

/** How long one attempt to write may take, milliseconds. */
const writeTimeoutMs = 3000;
const barrierKey = 'barrier';
/** Long enough for every process to have seen that a key is gone, milliseconds. */
const traceKeptMs = 10 * 60_000;
const tracesAtOnce = 1000;

/** A bucket as this process sees it: every change by any process comes in, in order. */
export class StateTable {
  readonly #link: JetStreamLink;
  readonly #stream: string;
  readonly #stuck: StuckStream;
  readonly #bucket: KV;
  readonly #closed: AbortSignal;
  readonly #prefix: string;
  readonly #entries = new Map<string, TableEntry>();
  readonly #follower: StreamFollower;
  readonly #reached = new GrowthWaiters();
  readonly #listeners = new Set<(key: string, revision: number) => void>();
  /** Keys that are gone leave a message behind: its revision, and when it was seen. */
  readonly #traces = new Map<string, { readonly revision: number; readonly seenAt: number }>();
  #revision = 0;

  constructor({ link, bucket, name, closed }: TableOptions) {
    this.#link = link;
    this.#stream = `KV_${name}`;
    this.#stuck = new StuckStream(link, this.#stream);
    this.#bucket = bucket;
    this.#closed = closed;
    this.#prefix = `$KV.${name}.`;
    this.#follower = new StreamFollower(link, {
      stream: this.#stream,
      from: { lastOfEach: `${this.#prefix}>` },
      onMessage: (followed) => this.#take(followed),
    });
    this.#follower.start();
  }

  get(key: string): TableEntry | undefined {
    return this.#entries.get(key);
  }

  /** Keys that begin with `prefix`. */
  keys(prefix: string): readonly string[] {
    return [...this.#entries.keys()].filter((key) => key.startsWith(prefix));
  }

  onChange(listener: (key: string, revision: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes whatever was there. Goes on until it is answered, or the journal closes. */
  put(key: string, value: string | Uint8Array): Promise<number> {
    return persist(async () => {
      try {
        const revision = await this.#bucket.put(key, value);
        this.#stuck.moved();
        return revision;
      } catch (error) {
        await this.#stuck.stood();
        throw error;
      }
    }, this.#closed);
  }

  /** Writes whatever was there. One attempt. */
  overwrite(key: string, value: string): Promise<number> {
    return this.#bucket.put(key, value);
  }

  /** Writes when the entry is as it was at `revision`; 0 for a key that is not there. One attempt. */
  replace(key: string, value: string, revision: number): Promise<number> {
    if (revision === 0) return this.#bucket.create(key, value);
    return this.#bucket.update(key, value, revision, writeTimeoutMs);
  }

  /** Removes the key when it is as it was at `revision`. One attempt. */
  async remove(key: string, revision?: number): Promise<void> {
    await this.#bucket.delete(key, revision === undefined ? {} : { previousSeq: revision });
  }

  /** Resolves when everything is known here that was written anywhere before the call. */
  async catchUp(): Promise<void> {
    const revision = await this.put(barrierKey, '');
    if (this.#revision < revision) await this.#reached.wait(revision - 1, this.#closed);
  }

  /** Rids the bucket of the traces of keys that have been gone for a while. */
  async tidy(): Promise<void> {
    const oldest = performance.now() - traceKeptMs;
    for (const [key, { revision, seenAt }] of [...this.#traces].slice(0, tracesAtOnce)) {
      if (seenAt > oldest) continue;
      this.#traces.delete(key);
      // Another process may have been first.
      await this.#link.manager.streams.deleteMessage(this.#stream, revision, false).catch(() => false);
    }
  }

  async close(): Promise<void> {
    await this.#follower.close();
  }

  #take({ sequence, message }: FollowedMessage): void {
    const key = message.subject.slice(this.#prefix.length);
    const operation = message.headers?.get('KV-Operation') ?? '';
    if (operation === 'DEL' || operation === 'PURGE') {
      this.#entries.delete(key);
      this.#traces.set(key, { revision: sequence, seenAt: performance.now() });
    } else if (key !== barrierKey) {
      this.#traces.delete(key);
      this.#entries.set(key, { revision: sequence, value: message.data.slice(), seenAt: performance.now() });
    }
    this.#revision = Math.max(this.#revision, sequence);
    for (const listener of this.#listeners) listener(key, sequence);
    this.#reached.grown(sequence);
  }
}

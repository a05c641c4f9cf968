import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimLost, claimTaken, LocalClaims, settledOrAborted } from '../engine/local-claims.ts';
import type { JournalEventLog } from '../engine/journal-events.ts';
import type { Claim, ClaimStore } from '../journal.ts';
import { isObject, parse } from './cursor-json.ts';
import { Membership } from './membership.ts';
import { isFinal, isOutOfTurn } from './nats-failure.ts';
import type { StateTable, TableEntry } from './state-table.ts';

interface Held {
  readonly name: string;
  revision: number;
  readonly lost: AbortController;
}

interface Holder {
  readonly member: string;
  readonly wantedBy: string | undefined;
}

const keyPrefix = 'claim.';
/** Who waits for a name looks at least so often whether its holder is still alive, milliseconds. */
const lookEveryMs = 250;

/** Claims that all processes of a journal share: an entry of the bucket names the process that holds one. */
export class SharedClaims implements ClaimStore {
  readonly isShared = true;
  readonly #table: StateTable;
  readonly #closed: AbortSignal;
  readonly #members: Membership;
  readonly #local = new LocalClaims();
  readonly #held = new Map<string, Held>();

  constructor(table: StateTable, ttlMs: number, closed: AbortSignal, events: JournalEventLog) {
    this.#table = table;
    this.#closed = closed;
    this.#members = new Membership(table, ttlMs, () => {
      events.report('membershipLosses', { limit: ttlMs });
      this.#loseAll();
    });
    table.onChange((key, revision) => this.#changed(key, revision));
  }

  async claim(name: string, signal: AbortSignal): Promise<Claim> {
    const local = await this.#local.claim(name, signal);
    const key = keyPrefix + Buffer.from(name).toString('base64url');
    try {
      const stop = AbortSignal.any([signal, local.lost, this.#closed]);
      const revision = await this.#acquire(key, stop);
      const held: Held = { name, revision, lost: new AbortController() };
      this.#held.set(key, held);
      if (!this.#members.isAlive(this.#members.self)) held.lost.abort(claimLost(name));
      // What happened to the name between its entry and here.
      const entry = this.#table.get(key);
      if (entry !== undefined) this.#changed(key, entry.revision);
      return { lost: AbortSignal.any([held.lost.signal, local.lost]), release: () => this.#release(key, held, local) };
    } catch (error) {
      await local.release();
      throw error;
    }
  }

  /** Releases every claim. */
  async close(): Promise<void> {
    const held = [...this.#held];
    this.#local.close();
    await Promise.all(held.map(([key, each]) => this.#letGo(key, each)));
    await this.#members.leave();
  }

  /** Resolves with the revision of the entry that names this process. */
  async #acquire(key: string, stop: AbortSignal): Promise<number> {
    await settledOrAborted(this.#members.join(), stop);
    let askedAt: number | undefined;
    for (;;) {
      stop.throwIfAborted();
      await settledOrAborted(this.#table.catchUp(), stop);
      const entry = this.#table.get(key);
      const holder = readHolder(entry);
      const { self } = this.#members;
      const isFree = holder === undefined || holder.member === self || !this.#members.isAlive(holder.member);
      const isOverdue = askedAt !== undefined && performance.now() - askedAt > this.#members.ttlMs;
      if (isFree || isOverdue) {
        const revision = await this.#write(key, { member: self, wantedBy: undefined }, entry);
        if (revision !== undefined) {
          if (holder !== undefined && holder.member !== self && !isOverdue) void this.#strike(holder.member);
          return revision;
        }
      } else if (holder.wantedBy === self) {
        await this.#changeOf(key, stop);
      } else {
        await this.#write(key, { ...holder, wantedBy: self }, entry);
        askedAt ??= performance.now();
      }
    }
  }

  /** Undefined when another process was first, or nobody answered. */
  async #write(key: string, holder: Holder, entry: TableEntry | undefined): Promise<number | undefined> {
    try {
      return await this.#table.replace(key, JSON.stringify(holder), entry?.revision ?? 0);
    } catch (error) {
      if (isFinal(error) && !isOutOfTurn(error)) throw error;
      return undefined;
    }
  }

  async #changeOf(key: string, stop: AbortSignal): Promise<void> {
    const changed = Promise.withResolvers<void>();
    const forget = this.#table.onChange((other) => {
      if (other === key) changed.resolve();
    });
    const either = AbortSignal.any([stop, AbortSignal.timeout(lookEveryMs)]);
    await settledOrAborted(changed.promise, either).catch(() => stop.throwIfAborted());
    forget();
  }

  /** The entry of a name changed: when it names another process, or one that wants it, the name is lost here. */
  #changed(key: string, revision: number): void {
    const held = this.#held.get(key);
    if (held === undefined || revision <= held.revision) return;
    const holder = readHolder(this.#table.get(key));
    if (holder?.member === this.#members.self && holder.wantedBy === undefined) held.revision = revision;
    else held.lost.abort(claimTaken(held.name));
  }

  async #strike(member: string): Promise<void> {
    await this.#members.strike(member).catch(() => undefined);
  }

  #loseAll(): void {
    for (const { name, lost } of this.#held.values()) lost.abort(claimLost(name));
  }

  async #release(key: string, held: Held, local: Claim): Promise<void> {
    await this.#letGo(key, held);
    await local.release();
  }

  /** A few attempts: when nobody answers, the others take the name once this process shows no life. */
  async #letGo(key: string, held: Held): Promise<void> {
    if (this.#held.get(key) !== held) return;
    this.#held.delete(key);
    for (let attempt = 0; attempt < 3 && !this.#closed.aborted; attempt++) {
      const entry = this.#table.get(key);
      const isOwn = entry === undefined || readHolder(entry)?.member === this.#members.self;
      if (!isOwn) return;
      const revision = Math.max(entry?.revision ?? 0, held.revision);
      try {
        await this.#table.remove(key, revision);
        return;
      } catch {
        await sleep(lookEveryMs / 5, undefined, { ref: false });
        await this.#table.catchUp().catch(() => undefined);
        if (this.#table.get(key) === undefined) return;
      }
    }
  }
}

function readHolder(entry: TableEntry | undefined): Holder | undefined {
  if (entry === undefined) return undefined;
  const value = parse(entry.value);
  if (!isObject(value)) return undefined;
  const { member, wantedBy } = value;
  return { member: String(member), wantedBy: typeof wantedBy === 'string' ? wantedBy : undefined };
}

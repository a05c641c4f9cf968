import type { Pruned, RetentionPolicy } from '../journal.ts';
import { hasAged } from '../retention/age-bounds.ts';
import type { ArrivalLog } from '../retention/arrival-log.ts';
import { isObject, parse } from './cursor-json.ts';
import type { JetStreamLink, JournalNames } from './jetstream-link.ts';
import { logStart, type LogMark, type LogState } from './log-state.ts';
import type { MessageStore } from './message-store.ts';
import { isOutOfTurn, persist } from './nats-failure.ts';
import { follows, type PartHeader, readPartHeader } from './part-header.ts';
import type { ReplacedBatches } from './replaced-batches.ts';
import { removeUpTo } from './remove-messages.ts';
import type { StateTable } from './state-table.ts';
import { type FollowedMessage, StreamFollower } from './stream-follower.ts';

export interface LogPrunerParts {
  readonly link: JetStreamLink;
  readonly names: JournalNames;
  readonly state: LogState;
  readonly store: MessageStore;
  readonly table: StateTable;
  readonly replaced: ReplacedBatches;
  readonly arrival: ArrivalLog;
  readonly closed: AbortSignal;
}

export const floorKey = 'floor';
export const arrivalKey = 'arrival';

/** A batch as its header describes it, and what has been stored before its end. */
interface Described {
  readonly header: PartHeader;
  readonly mark: LogMark;
}

/** Removes the oldest batches. How far is written down before they go, so that an empty log knows where it ended. */
export class LogPruner {
  readonly #parts: LogPrunerParts;

  constructor(parts: LogPrunerParts) {
    this.#parts = parts;
  }

  /** Everything up to here is removed, or may be at any time. */
  get floor(): LogMark {
    return readMark(this.#parts.table);
  }

  async prune(policy: RetentionPolicy): Promise<Omit<Pruned, 'first'>> {
    const { link, names, table, replaced, arrival, closed } = this.#parts;
    arrival.takeOver(readArrival(table));
    const from = this.floor;
    const savedBefore = replaced.savedFrom(from.position);
    const to = await this.#findMark(policy, from);
    if (policy.maxAgeMs !== undefined) await this.#saveArrival();
    if (to.position === from.position) {
      // A process that ended in the midst of it has left some.
      await removeUpTo(link, names.stream, from.sequence, closed);
      return { records: 0, bytes: 0 };
    }
    const saved = savedBefore - replaced.savedFrom(to.position);
    const moved = await this.#writeMark(to);
    await table.catchUp();
    await removeUpTo(link, names.stream, to.sequence, closed);
    await replaced.prune(to.position);
    // Another process has removed, and counts, what was before its own mark.
    if (moved === undefined) return { records: 0, bytes: 0 };
    const bytes = to.totalBytes - moved.totalBytes - (moved.position === from.position ? saved : 0);
    return { records: to.position - moved.position, bytes: Math.max(0, bytes) };
  }

  /** Walks from the oldest batch on while it has to go. */
  async #findMark({ maxAgeMs, maxBytes }: RetentionPolicy, from: LogMark): Promise<LogMark> {
    const { state, replaced, arrival } = this.#parts;
    const { head } = state;
    const extent = { first: from.position, end: head.position };
    const age = maxAgeMs === undefined ? undefined : arrival.bounds(maxAgeMs, extent);
    const goes = ({ header }: Described, reached: LogMark): boolean => {
      if (age !== undefined && hasAged(header, age)) return true;
      if (maxBytes === undefined) return false;
      return head.totalBytes - reached.totalBytes - replaced.savedFrom(reached.position) > maxBytes;
    };
    if (from.position >= head.position || (maxAgeMs === undefined && maxBytes === undefined)) return from;
    let reached = from;
    await this.#describe(from, head, (described) => {
      if (described.mark.position <= reached.position) return true;
      if (!goes(described, reached)) return false;
      reached = described.mark;
      return reached.position < head.position;
    });
    return reached;
  }

  /** Calls `visit` for each batch between the marks, in order, until it says no. Bodies are not read. */
  async #describe(from: LogMark, to: LogMark, visit: (described: Described) => boolean): Promise<void> {
    const { link, names, store, replaced, closed } = this.#parts;
    const elsewhere = replaced.all.filter(({ header }) => header.first >= from.position);
    const finished = Promise.withResolvers<void>();
    let isFinished = false;
    let pending: Described[] = [];
    const upTo = (position: number): boolean => {
      for (let next = elsewhere[0]; next !== undefined && next.header.first < position; next = elsewhere[0]) {
        elsewhere.shift();
        if (!visit(describeReplaced(next))) return false;
      }
      return true;
    };
    let seen = from.sequence;
    const take = ({ sequence, message }: FollowedMessage): boolean => {
      seen = sequence;
      const header = readPartHeader(message.headers);
      if (header !== undefined && sequence <= to.sequence) {
        const last = pending.at(-1);
        if (last !== undefined && !follows(last.header, header)) pending = [];
        pending.push(describe(header, sequence));
        if (header.part === header.parts - 1) {
          for (const described of pending.splice(0)) {
            if (described.header.chunk < described.header.chunks - 1) continue;
            if (!upTo(described.header.first) || !visit(described)) return false;
          }
        }
      }
      if (sequence < to.sequence) return true;
      upTo(Number.POSITIVE_INFINITY);
      return false;
    };
    // Nothing comes when another process has removed what was to come, and when the replica that sends is behind: the leader knows.
    const askLeader = async (): Promise<void> => {
      const next = await store.atOrAfter(seen + 1);
      if (isFinished || (next !== undefined && next.sequence <= to.sequence)) return;
      isFinished = true;
      upTo(Number.POSITIVE_INFINITY);
      finished.resolve();
    };
    const follower = new StreamFollower(link, {
      stream: names.stream,
      from: from.sequence + 1,
      headersOnly: true,
      onMessage: (followed) => {
        // More may be on the way when all has been seen.
        isFinished ||= !take(followed);
        if (isFinished) finished.resolve();
      },
      onIdle: () => {
        askLeader().catch(finished.reject);
      },
    });
    if ((await store.atOrAfter(from.sequence + 1)) === undefined) {
      upTo(Number.POSITIVE_INFINITY);
      return;
    }
    const stop = (): void => finished.reject(closed.reason);
    closed.addEventListener('abort', stop, { once: true });
    follower.start();
    try {
      await finished.promise;
    } finally {
      closed.removeEventListener('abort', stop);
      await follower.close();
    }
  }

  async #saveArrival(): Promise<void> {
    const { table, arrival } = this.#parts;
    const saved = arrival.save();
    if (saved !== undefined) await table.put(arrivalKey, saved);
  }

  /** Gives the mark before it. Never moves back: undefined when another process has removed as much. */
  async #writeMark(mark: LogMark): Promise<LogMark | undefined> {
    const { table, closed } = this.#parts;
    return persist(async () => {
      const entry = table.get(floorKey);
      const before = readMark(table);
      if (before.position >= mark.position) return undefined;
      try {
        await table.replace(floorKey, JSON.stringify(mark), entry?.revision ?? 0);
        return before;
      } catch (error) {
        if (isOutOfTurn(error)) await table.catchUp();
        throw new Error('the mark was moved meanwhile', { cause: error });
      }
    }, closed);
  }
}

function describe(header: PartHeader, sequence: number): Described {
  const { first, count, totalBytes, totalBatches } = header;
  return { header, mark: { sequence, position: first + count, totalBytes, totalBatches } };
}

function describeReplaced({ header, original }: ReplacedBatches['all'][number]): Described {
  return describe(header, original.sequence + original.chunks - 1);
}

export function readArrival(table: StateTable): string | undefined {
  const entry = table.get(arrivalKey);
  return entry === undefined ? undefined : new TextDecoder().decode(entry.value);
}

export function readMark(table: StateTable): LogMark {
  const entry = table.get(floorKey);
  const value = entry === undefined ? undefined : parse(entry.value);
  if (!isObject(value)) return logStart;
  const numberAt = (name: keyof LogMark): number => (typeof value[name] === 'number' ? value[name] : 0);
  return {
    sequence: numberAt('sequence'),
    position: numberAt('position'),
    totalBytes: numberAt('totalBytes'),
    totalBatches: numberAt('totalBatches'),
  };
}

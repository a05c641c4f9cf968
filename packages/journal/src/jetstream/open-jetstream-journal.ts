import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchLimits, defaultCacheBytes, defaultPendingBytes } from '../engine/journal-limits.ts';
import { journalClosed } from '../engine/journal-closed.ts';
import { JournalError } from '../journal-error.ts';
import type { Journal } from '../journal.ts';
import { ArrivalLog } from '../retention/arrival-log.ts';
import { clockSettings } from '../retention/journal-clock.ts';
import { BatchLoader } from './batch-loader.ts';
import { CursorTable } from './cursor-table.ts';
import { forgetErased } from './forget-erased.ts';
import { JetStreamJournal } from './jetstream-journal.ts';
import { connectJetStream } from './jetstream-connect.ts';
import { journalNames, type JetStreamLink } from './jetstream-link.ts';
import {
  defaultBatchBytes,
  defaultClaimTtlMs,
  defaultCloseTimeoutMs,
  defaultDuplicateIds,
  defaultDuplicateWindowMs,
  type JetStreamJournalOptions,
  messageOverheadBytes,
  minClaimTtlMs,
} from './jetstream-options.ts';
import type { JournalParts } from './journal-parts.ts';
import { prepareErasedStream, prepareStreams } from './journal-streams.ts';
import { LogEraser } from './log-eraser.ts';
import { LogHistory } from './log-history.ts';
import { LogRestore, readRestore, restoreKey } from './log-restore.ts';
import { LogPruner, readArrival, readMark } from './log-pruner.ts';
import { LogState } from './log-state.ts';
import { LogTail, wentBack } from './log-tail.ts';
import { LogWriter } from './log-writer.ts';
import { MessageStore } from './message-store.ts';
import { isOutOfTurn, persist } from './nats-failure.ts';
import { RecordTimes } from './record-times.ts';
import { ReplacedBatches } from './replaced-batches.ts';
import { SharedClaims } from './shared-claims.ts';
import { readFolded, SharedCursors } from './shared-cursors.ts';
import { startOfLog } from './start-of-log.ts';
import { StateTable } from './state-table.ts';

/** How long a process that has seen more of the log than there is tries to tell the others, milliseconds. */
const noteWithinMs = 5000;

/**
 * Opens the journal in a stream of NATS JetStream, and makes it when it is not there. Several processes may open the same
 * one, append to it and read it.
 *
 * @throws JournalError `JOURNAL_UNREACHABLE`, `JOURNAL_UNWRITABLE`, `JOURNAL_INVALID_RECORD` for a name that is none.
 */
export async function openJetStreamJournal(options: JetStreamJournalOptions): Promise<Journal> {
  const { stream, signal } = options;
  if (!/^[\w-]{1,200}$/.test(stream)) {
    throw new JournalError(
      'JOURNAL_INVALID_RECORD',
      `${JSON.stringify(stream)} cannot name a journal: use letters, digits, - and _.`,
    );
  }
  signal?.throwIfAborted();
  const link = await connectJetStream(options);
  const closed = new AbortController();
  const giveUp = (): void => closed.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await assemble(link, options, closed);
  } catch (error) {
    closed.abort(error);
    await link.connection.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

async function assemble(
  link: JetStreamLink,
  options: JetStreamJournalOptions,
  abort: AbortController,
): Promise<JetStreamJournal> {
  const names = journalNames(options.stream);
  const closed = abort.signal;
  const cacheBytes = options.cacheBytes ?? defaultCacheBytes;
  const streams = { names, replicas: options.replicas ?? 1, signal: closed };
  const maxMessageBytes = (link.connection.info?.max_payload ?? 2 ** 20) - messageOverheadBytes;

  const bucket = await prepareStreams(link, streams);
  const table = new StateTable({ link, bucket, name: names.bucket, closed });
  await table.catchUp();
  const { id, isNew } = await journalId(table, closed);
  const replaced = new ReplacedBatches(link, names, closed);

  const store = new MessageStore(link, names, closed);
  const cursorTable = new CursorTable(table, closed);
  const restore = new LogRestore({ link, names, store, table, cursors: cursorTable, replaced, closed });
  const restored = await restore.repair();
  let journal: JetStreamJournal | undefined;
  let openedAt = 0;
  const history = new LogHistory({
    table,
    id,
    isNew,
    extent: {
      get first() {
        return Math.min(readMark(table).position, state.head.position);
      },
      get end() {
        return state.head.position;
      },
    },
    markRestored: async (found) => journal?.markRestored(found, openedAt),
    closed,
  });
  noticeDisconnects(link, () => history.interrupted());
  const cursors: SharedCursors = new SharedCursors({
    table,
    cursors: cursorTable,
    state: () => state,
    catchUp: () => tail.catchUp(),
    settled: async () => journal?.settled(),
    saveHistory: (sequence) => history.save(sequence),
    events: link.events,
    closed,
  });
  const state: LogState = new LogState({
    cacheBytes,
    history: history.list,
    windowMs: options.duplicateWindowMs ?? defaultDuplicateWindowMs,
    maxIds: options.maxDuplicateIds ?? defaultDuplicateIds,
    onCursors: (changes, at) => cursors.noteLogged(changes, at),
  });
  const { mark, sequence: startsAt } = await startOfLog(store, readMark(table), readFolded(table));
  state.begin(mark, startsAt);
  const fail = (error: JournalError): void => {
    if (journal === undefined) abort.abort(error);
    else journal.fail(error);
  };
  const onLost = async (failure: JournalError): Promise<void> => {
    const noting = restore.note({ known: state.sequence, position: state.head.position }).catch(() => undefined);
    await Promise.race([noting, sleep(noteWithinMs, undefined, { ref: false })]);
    fail(failure);
  };
  const onInterrupted = (): void => history.interrupted();
  // Erasure stores a new form, and retention its mark, before anything goes: looked at in this order, neither is missed.
  const onGone = async (): Promise<void> => {
    await replaced.refresh();
    await table.catchUp();
    extendByReplaced(state, replaced);
    state.extend(readMark(table));
  };
  const tail = new LogTail({ link, stream: names.stream, state, store, onLost, onInterrupted, onGone, closed });
  await tail.catchUp();
  // Behind the look at the log: what is gone from there by then is known to have been.
  await onGone();
  openedAt = restored?.end ?? state.head.position;
  history.list.forgetBefore(readMark(table).position);

  const arrival = new ArrivalLog(clockSettings(options), readArrival(table), state.head.position);
  const pruner = new LogPruner({ link, names, state, store, table, replaced, arrival, closed });
  const loader = new BatchLoader({
    name: `Stream ${names.stream}`,
    store,
    replaced,
    state,
    floor: () => pruner.floor,
    cacheBytes,
  });
  const times = new RecordTimes(
    store,
    replaced,
    () => state,
    () => pruner.floor.sequence,
  );
  await times.noteOldest(pruner.floor.position);
  times.newest = replaced.all.at(-1)?.header.maxTime;
  const noticeRestore = (): void => {
    const found = readRestore(table);
    if (found !== undefined && found.name !== restored?.name) fail(wentBack(names.stream, found));
  };
  noticeRestore();
  table.onChange((key) => {
    if (key === restoreKey) noticeRestore();
    if (key === 'floor') {
      state.forgetBefore(pruner.floor.position);
      history.list.forgetBefore(pruner.floor.position);
      void times.noteOldest(pruner.floor.position).catch(() => undefined);
    }
    if (key !== 'erased') return;
    void forgetErased({ state, loader, replaced, events: link.events, closed });
    journal?.erased();
  });
  const claimTtlMs = Math.max(options.claimTtlMs ?? defaultClaimTtlMs, minClaimTtlMs);
  const claims = new SharedClaims(table, claimTtlMs, closed, link.events);
  const parts: JournalParts = {
    events: link.events,
    state,
    history: history.list,
    saveHistory: (sequence) => history.save(sequence),
    tail,
    table,
    loader,
    arrival,
    pruner,
    replaced,
    cursors,
    claims,
    times,
    writer: new LogWriter({
      link,
      stream: names.stream,
      subject: names.subject,
      state,
      history: history.list,
      catchUp: () => tail.catchUp(),
      maxMessageBytes,
      closed,
    }),
    eraser: new LogEraser({
      link,
      names,
      loader,
      store,
      replaced,
      prepare: () => prepareErasedStream(link, streams),
      maxMessageBytes,
      closed,
    }),
    abort: (reason) => abort.abort(reason),
    close: async (drained) => {
      const limit = options.closeTimeoutMs ?? defaultCloseTimeoutMs;
      const within = (work: Promise<unknown>): Promise<unknown> =>
        Promise.race([work.catch(() => undefined), sleep(limit, unanswered, { ref: false })]);
      if ((await within(drained)) === unanswered) link.events.report('appendsUnanswered', { limit });
      await within(Promise.all([claims.close(), cursors.close()]));
      abort.abort(journalClosed());
      await drained;
      await Promise.all([tail.close(), table.close()]);
      await link.connection.close();
    },
  };
  const settings = {
    ...batchLimits({ ...options, maxBatchBytes: options.maxBatchBytes ?? defaultBatchBytes }),
    maxPendingBytes: options.maxPendingBytes ?? defaultPendingBytes,
  };
  journal = new JetStreamJournal(id, settings, () => parts);
  if (restored !== undefined) {
    const { end, atLeast, sequence, known } = restored;
    const evidence = `stream ${names.stream}, which ends at message ${sequence} while ${known} was known,`;
    await journal.markRestored({ since: end, atLeast, evidence }, end);
    await restore.finish(restored);
  }
  closed.throwIfAborted();
  return journal;
}

const unanswered = Symbol('unanswered');

/** The last batches of the log may stand elsewhere, and leave nothing behind where they stood. */
function extendByReplaced(state: LogState, replaced: ReplacedBatches): void {
  const last = replaced.all.at(-1);
  if (last === undefined) return;
  const { first, count, totalBytes, totalBatches } = last.header;
  state.extend({ sequence: last.original.sequence, position: first + count, totalBytes, totalBatches });
}

/** Calls `onDisconnect` whenever the connection breaks, until it is closed. */
function noticeDisconnects({ connection }: JetStreamLink, onDisconnect: () => void): void {
  void (async () => {
    for await (const { type } of connection.status()) if (type === 'disconnect') onDisconnect();
  })().catch(onDisconnect);
}

/** Made once; of several processes that open a new journal together, the first one names it. */
async function journalId(table: StateTable, closed: AbortSignal): Promise<{ id: string; isNew: boolean }> {
  const own = randomUUID();
  await persist(async () => {
    if (table.get('id') !== undefined) return;
    try {
      await table.replace('id', own, 0);
    } catch (error) {
      if (!isOutOfTurn(error)) throw error;
    }
  }, closed);
  await table.catchUp();
  const entry = table.get('id');
  if (entry === undefined) return journalId(table, closed);
  const id = new TextDecoder().decode(entry.value);
  return { id, isNew: id === own };
}

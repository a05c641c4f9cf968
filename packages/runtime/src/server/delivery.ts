import type { Buffer } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BatchStep,
  type CursorSaver,
  createSelection,
  type Gap,
  giveWay,
  type RecordBatch,
  RecordReader,
  type ReadStep,
  select,
} from '@sdmp/journal';
import type { ServiceCounters } from './counters.ts';
import type { GrowthWatch } from './growth-watch.ts';
import type { SentRun } from './sent-window.ts';
import type { ServiceSettings } from './service-options.ts';
import type { Transaction } from './transaction.ts';
import type { TransactionRegistry } from './transaction-registry.ts';
import { writeBuffers } from './write-buffers.ts';

export interface DeliveryContext {
  readonly settings: ServiceSettings;
  readonly counters: ServiceCounters;
  readonly registry: TransactionRegistry;
  readonly saver: CursorSaver;
  readonly growth: GrowthWatch;
  /** A transaction that is attached cannot get some outcomes: its client is told as on a re-issue. */
  readonly announceGap: (transaction: Transaction) => void;
}

/** One selection serves every delivery: nothing is awaited between selecting and writing. */
const selection = createSelection(65_536);

const takeBuffer = (bytes: number): Buffer => writeBuffers.take(bytes);

/** A damaged or unreadable stretch of the journal is tried again this often, milliseconds. */
const readRetryMs = 1000;

/**
 * Delivers to one attached transaction until it leaves its socket: read from its position, filter, pace while rolling
 * forward, write, wait for the socket. Live is the same loop with nothing to read, woken by the journal.
 */
export async function deliver(transaction: Transaction, context: DeliveryContext): Promise<void> {
  const { journal, logger, events } = context.settings;
  const { released } = transaction;
  const reader = new RecordReader(journal, { givesBack: true });
  const waiting = {
    get position() {
      return transaction.position;
    },
    get filter() {
      return transaction.filter;
    },
    passOver: (position: number) => moveTo(transaction, position),
  };
  const place = context.growth.place(waiting, released);
  let failures = 0;
  while (transaction.isAttached) {
    try {
      const step = await reader.step(transaction.position, transaction.filter);
      if (failures > 0) logger.info?.(`Delivery of transaction ${transaction.identifier} reads again`, { failures });
      failures = 0;
      await deliverStep(transaction, step, reader, context);
      if (transaction.position >= journal.end) {
        transaction.apply('caughtUp');
        await place.grown();
      }
    } catch (cause) {
      if (!transaction.isAttached) break;
      failures++;
      events.report('deliveryReadsFailed', { transaction: transaction.identifier, retry: readRetryMs, cause });
      await delay(readRetryMs, undefined, { signal: released }).catch(() => undefined);
    }
  }
  place.leave();
  reader.close();
}

async function deliverStep(
  transaction: Transaction,
  step: ReadStep,
  reader: RecordReader,
  context: DeliveryContext,
): Promise<void> {
  if (step.kind === 'batch') await deliverBatch(transaction, step, reader, context);
  else if (step.kind === 'gap') passGap(transaction, step, context);
  else moveTo(transaction, step.to);
}

/** What cannot be delivered any more is counted, logged, and told to the client, whatever took it (PS-6). */
function passGap(transaction: Transaction, gap: Gap, context: DeliveryContext): void {
  context.registry.reportGap(transaction, gap);
  moveTo(transaction, gap.to);
  if (transaction.token !== undefined) context.saver.mark(transaction);
  context.announceGap(transaction);
}

/** Nothing up to `position` matches: it counts as delivered once everything before it is. */
function moveTo(transaction: Transaction, position: number): void {
  if (position <= transaction.position) return;
  transaction.position = position;
  transaction.session.passOver(transaction, position);
}

/** Ends early when the batch is to be read anew: something was erased, or the request was replaced by another one. */
async function deliverBatch(
  transaction: Transaction,
  { batch, to, filter }: BatchStep,
  reader: RecordReader,
  context: DeliveryContext,
): Promise<void> {
  const { released, session } = transaction;
  const isCurrent = (): boolean => reader.holds(batch) && transaction.filter === filter;
  while (transaction.isAttached && transaction.position < to && isCurrent()) {
    if (!session.canDeliver) {
      await session.whenDeliverable(released);
      continue;
    }
    const limiter = transaction.state === 'rollingForward' ? transaction.token?.limiter : undefined;
    const granted = limiter === undefined ? selection.indexes.length : limiter.take(selection.indexes.length);
    if (granted === 0) {
      await delay(limiter?.waitMs() ?? 0, undefined, { signal: released });
      continue;
    }
    const from = Math.max(0, transaction.position - batch.first);
    // What is written at once bears places of one branch.
    const { history } = context.settings.journal;
    const branch = history.nameAt(batch.first + from);
    const until = history.branchEnd(batch.first + from) - batch.first;
    select(selection, batch, from, filter, { records: granted, bytes: context.settings.writeBytes, until });
    limiter?.putBack(granted - selection.count);
    const next = batch.first + selection.end;
    if (selection.count === 0) {
      moveTo(transaction, next);
      continue;
    }
    const bytes = transaction.writerFor(branch).write(batch, selection, takeBuffer);
    transaction.position = next;
    session.sendOutcomes(bytes, runOf(transaction, batch, next));
    context.counters.outcomesDelivered += selection.count;
    context.counters.bytesDelivered += bytes.length;
    // Live from the moment the backlog is gone: what is recorded while others have their turn is no backlog.
    if (next >= context.settings.journal.end) transaction.apply('caughtUp');
    await giveWay();
  }
}

function runOf(transaction: Transaction, batch: RecordBatch, next: number): SentRun<Transaction> {
  const { count, indexes } = selection;
  const firstIndex = indexes[0] ?? 0;
  const base = batch.first + firstIndex;
  const isContiguous = (indexes[count - 1] ?? 0) - firstIndex === count - 1;
  const offsets = isContiguous ? undefined : indexes.slice(0, count).map((index) => index - firstIndex);
  return { owner: transaction, count, base, offsets, next };
}

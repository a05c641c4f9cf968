import type { Buffer } from 'node:buffer';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { DamagedBatchError, type RecordBatch } from '@sdmp/journal';
import type { ServiceCounters } from './counters.ts';
import type { PositionSaver } from './position-saver.ts';
import { createSelection, select } from './record-selection.ts';
import type { SentRun } from './sent-window.ts';
import type { ServiceSettings } from './service-options.ts';
import type { Transaction } from './transaction.ts';
import type { TransactionRegistry } from './transaction-registry.ts';
import { writeBuffers } from './write-buffers.ts';

export interface DeliveryContext {
  readonly settings: ServiceSettings;
  readonly counters: ServiceCounters;
  readonly registry: TransactionRegistry;
  readonly saver: PositionSaver;
  /** Retention passed a transaction that is attached: its client is told as on a re-issue. */
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
  const { journal, logger } = context.settings;
  const { released } = transaction;
  while (transaction.isAttached) {
    try {
      if (transaction.position < journal.first) skipGap(transaction, context);
      const { batch, next } = await journal.read(transaction.position, transaction.filter);
      if (batch !== undefined) await deliverBatch(transaction, batch, context);
      else moveTo(transaction, next, context);
      if (transaction.position >= journal.end) {
        transaction.apply('caughtUp');
        await journal.grownBeyond(transaction.position, released);
      }
    } catch (cause) {
      if (!transaction.isAttached) return;
      if (skipDamage(transaction, cause, context)) continue;
      logger.error?.(`Delivery of transaction ${transaction.identifier} stopped reading; it tries again`, { cause });
      await delay(readRetryMs, undefined, { signal: released }).catch(() => undefined);
    }
  }
}

function skipGap(transaction: Transaction, context: DeliveryContext): void {
  const { first } = context.settings.journal;
  context.registry.reportGap(transaction, first - transaction.position);
  moveTo(transaction, first, context);
  context.announceGap(transaction);
}

/** A damaged batch names the position behind it; what it held is lost, which is said like any other gap. */
function skipDamage(transaction: Transaction, cause: unknown, context: DeliveryContext): boolean {
  if (!(cause instanceof DamagedBatchError) || cause.next <= transaction.position) return false;
  context.settings.logger.error?.(cause.message);
  context.registry.reportGap(transaction, cause.next - transaction.position);
  moveTo(transaction, cause.next, context);
  context.announceGap(transaction);
  return true;
}

/** Nothing up to `position` matches: it counts as delivered once everything before it is. */
function moveTo(transaction: Transaction, position: number, { saver }: DeliveryContext): void {
  if (position <= transaction.position) return;
  transaction.position = position;
  transaction.session.passOver(transaction, position);
  if (transaction.token !== undefined) saver.mark(transaction);
}

async function deliverBatch(transaction: Transaction, batch: RecordBatch, context: DeliveryContext): Promise<void> {
  const { released, session } = transaction;
  const end = batch.first + batch.count;
  while (transaction.isAttached && transaction.position < end) {
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
    select(selection, batch, from, transaction.filter, granted, context.settings.writeBytes);
    limiter?.putBack(granted - selection.count);
    const next = batch.first + selection.end;
    if (selection.count === 0) {
      moveTo(transaction, next, context);
      continue;
    }
    const bytes = transaction.writer.write(batch, selection, takeBuffer);
    transaction.position = next;
    session.sendOutcomes(bytes, runOf(transaction, batch, next));
    context.counters.outcomesDelivered += selection.count;
    context.counters.bytesDelivered += bytes.length;
    // Live from the moment the backlog is gone: what is recorded while others have their turn is no backlog.
    if (next >= context.settings.journal.end) transaction.apply('caughtUp');
    await giveWay();
  }
}

/** How long deliveries may keep the event loop to themselves, milliseconds. */
const turnMs = 5;
let turnBeganAt = 0;

/** Lets sockets and timers have their turn: reading and writing alone would only go from one microtask to the next. */
async function giveWay(): Promise<void> {
  if (performance.now() - turnBeganAt < turnMs) return;
  await setImmediate();
  turnBeganAt = performance.now();
}

function runOf(transaction: Transaction, batch: RecordBatch, next: number): SentRun<Transaction> {
  const { count, indexes } = selection;
  const firstIndex = indexes[0] ?? 0;
  const base = batch.first + firstIndex;
  const isContiguous = (indexes[count - 1] ?? 0) - firstIndex === count - 1;
  const offsets = isContiguous ? undefined : indexes.slice(0, count).map((index) => index - firstIndex);
  return { owner: transaction, count, base, offsets, next };
}

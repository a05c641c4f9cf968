import { type Erased, type Journal, readBatches, recordsIn } from '@sdmp/journal';
import { outcomeFromRecord } from '@sdmp/outcomes';
import { defaultTenant } from '@sdmp/protocol';
import type { MadeOutcome } from '../life/finished-calls.ts';
import { keyOf } from '../life/key-of.ts';
import type { CallsSnapshot } from '../life/snapshot.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { readStored, type StoredEntry } from './stored-entry.ts';

/** A call as a report or the state of calls names it. */
export interface NamedCall {
  readonly tenant: string;
  readonly session: string | undefined;
  readonly telephoneNumber: string | undefined;
  /** Everything that is kept of it, as JSON. */
  readonly text: string;
}

/** Which reports are erased, and how. */
export interface EraseReportsOptions {
  readonly signal: AbortSignal;
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Removes the reports of calls from a log, and what is remembered of those calls, so that neither an outcome nor a correction is made of
 * them any more. The log must not be open elsewhere. All reports of a session go where one of them is meant; a report that names its
 * call by agent or trunk alone is looked at by itself. Returns how many records were removed.
 */
export async function eraseReports(
  log: Journal,
  isMeant: (call: NamedCall) => boolean,
  { signal, now = Date.now }: EraseReportsOptions,
): Promise<Erased> {
  const checkpoint = await loadCheckpoint(log, signal);
  const { isGone, sessions } = await search(log, isMeant, signal);
  const before = log.end;
  if (checkpoint !== undefined && sessions > 0) {
    const snapshot = without(checkpoint.snapshot, isGone);
    await saveCheckpoint(log, { at: checkpoint.at, snapshot }, now());
  }
  return log.erase(({ position, body }) => position < before && isAbout(body, isGone), { signal });
}

/** Returns how many records `eraseReports` would remove from a log. Changes nothing: a service may have it open. */
export async function countReports(
  log: Journal,
  isMeant: (call: NamedCall) => boolean,
  { signal }: Pick<EraseReportsOptions, 'signal'>,
): Promise<number> {
  const { isGone } = await search(log, isMeant, signal);
  let count = 0;
  for await (const step of readBatches(log, { from: log.first, signal })) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) if (isAbout(body, isGone)) count++;
  }
  return count;
}

interface FoundCalls {
  readonly isGone: (call: NamedCall) => boolean;
  /** Sessions of which a report is meant. */
  readonly sessions: number;
}

async function search(log: Journal, isMeant: (call: NamedCall) => boolean, signal: AbortSignal): Promise<FoundCalls> {
  const sessions = new Set<string>();
  const look = (calls: readonly NamedCall[]): void => {
    for (const call of calls) {
      if (call.session !== undefined && isMeant(call)) sessions.add(keyOf(call.tenant, call.session));
    }
  };
  for await (const step of readBatches(log, { from: log.first, signal })) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) look(callsIn(readStored(body)));
  }
  const isGone = (call: NamedCall): boolean =>
    isMeant(call) || (call.session !== undefined && sessions.has(keyOf(call.tenant, call.session)));
  return { isGone, sessions: sessions.size };
}

/** Whether a record of the log is about one of these calls; an erased one is about none. */
function isAbout(body: Uint8Array, isGone: (call: NamedCall) => boolean): boolean {
  return callsIn(readStored(body)).some(isGone);
}

/** The calls that a record of the log is about. */
function callsIn(stored: StoredEntry | undefined): readonly NamedCall[] {
  if (stored === undefined || 'checkpoint' in stored) return [];
  if ('expiry' in stored) {
    const { tenant, session } = stored.expiry;
    return [{ tenant, session, telephoneNumber: undefined, text: '' }];
  }
  if ('calls' in stored) return [...stored.calls.map(openCall), ...stored.finished.map(finishedCall)];
  const { report, found } = stored;
  const { tenantDescriptor: tenant = defaultTenant, sessionIdentifier, telephoneNumber } = report.fields;
  const session = found?.session ?? sessionIdentifier ?? telephoneNumber;
  return [{ tenant, session, telephoneNumber: telephoneNumber ?? numberIn(found?.made), text: JSON.stringify(stored) }];
}

function openCall(call: CallsSnapshot['calls'][number]): NamedCall {
  const { tenant, session, known } = call;
  return { tenant, session, telephoneNumber: known.telephoneNumber, text: JSON.stringify(call) };
}

function finishedCall(call: CallsSnapshot['finished'][number]): NamedCall {
  const [tenant = '', session] = partsOf(call.key);
  const [, telephoneNumber] = partsOf(call.number ?? '');
  return { tenant, session, telephoneNumber: telephoneNumber ?? numberIn(call.made), text: JSON.stringify(call) };
}

/** TN of an outcome. */
function numberIn(made: MadeOutcome | undefined): string | undefined {
  return made && outcomeFromRecord(made.body, { journal: '', position: 0, time: made.time }).telephoneNumber;
}

/** A key is a tenant and a name. */
function partsOf(key: string): readonly string[] {
  return key.split('\\');
}

function without({ time, calls, finished }: CallsSnapshot, isGone: (call: NamedCall) => boolean): CallsSnapshot {
  return {
    time,
    calls: calls.filter((call) => !isGone(openCall(call))),
    finished: finished.filter((call) => !isGone(finishedCall(call))),
  };
}

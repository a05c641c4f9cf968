import { countOf, EventLog, type EventRecord } from '@sdmp/events';
import {
  callsCursor,
  type Cursor,
  type Journal,
  missingIn,
  type ReadStep,
  readBatches,
  recordsIn,
  RetryingAppender,
} from '@sdmp/journal';
import { defaultTenant } from '@sdmp/protocol';
import type { FoundOutcome } from '../life/finished-calls.ts';
import { type Entry, type Folded, KnownCalls, type OutcomeOfCall } from '../life/known-calls.ts';
import { CallUnknownError } from '../report/call-unknown-error.ts';
import type { CallReport } from '../report/report-kinds.ts';
import { type CallReportEventLog, callReportEvents } from './call-report-events.ts';
import { type CallReportLimits, type CallReportsOptions, defaultCallReportLimits } from './call-reports-options.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { RecordedOutcomes } from './recorded-outcomes.ts';
import { namesOf, ReportTurns } from './report-turns.ts';
import { readStored, recordOf } from './stored-entry.ts';

/** State of the call reports of a service, as `CallReports.status` returns it. */
export interface CallReportsStatus {
  /** Calls without an outcome. */
  readonly openCalls: number;
  /** Finished calls whose late reports are known as such. */
  readonly rememberedCalls: number;
  /** Accepted reports that are not made into anything yet. */
  readonly waiting: number;
  /** How often each event has happened since the start. */
  readonly counters: Readonly<Record<keyof typeof callReportEvents, number>>;
  /** What an operator must hear of and has happened, with its newest line. */
  readonly events: readonly EventRecord[];
}

/** Takes reports of calls and records what the calls came to. */
export interface CallReports {
  /** Why a report cannot be taken now, in words; undefined when it can. */
  readonly refusal: (report: CallReport) => string | undefined;
  /**
   * Resolves when the reports are on disk: whatever happens next, each is made into an outcome, or was one too many. Rejects with
   * a `JournalError` when they are not, and with a `CallUnknownError` where an update is among them that means no call: then none
   * of them was taken.
   */
  readonly accept: (reports: readonly CallReport[]) => Promise<void>;
  /** Resolves when all that was accepted before has been made into outcomes, and those are on disk. */
  readonly settled: () => Promise<void>;
  readonly status: () => CallReportsStatus;
  /** Rejects when outcomes cannot be recorded any more; resolves after closing. */
  readonly finished: Promise<void>;
  /** Makes outcomes of what was accepted, and saves the state of open calls. */
  readonly close: () => Promise<void>;
}

/** Most expired limits that are recorded together. */
const expiriesPerLook = 1000;
/** What a removal by age leaves in place besides, milliseconds: clocks of two records may differ by it. */
const pruneSlackMs = 60_000;

/**
 * Opens the reports of calls: continues where it stopped, by the newest checkpoint of the log and the entries after it. What was
 * recorded of them before is not recorded again, for the position up to which the log has become outcomes is saved with those.
 */
export async function openCallReports(options: CallReportsOptions): Promise<CallReports> {
  const reports = new Reports(options);
  await reports.open();
  return {
    refusal: (report) => reports.refusal(report),
    accept: (accepted) => reports.accept(accepted),
    settled: () => reports.settled(),
    status: () => reports.status(),
    finished: reports.finished,
    close: () => reports.close(),
  };
}

type ReportEntry = Extract<Entry, { readonly report: CallReport }>;

function* eachName(reports: readonly CallReport[]): Generator<string> {
  for (const report of reports) yield* namesOf(report);
}

class Reports {
  readonly #log: Journal;
  readonly #journal: Journal;
  readonly #limits: CallReportLimits;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #events: CallReportEventLog;
  readonly #calls: KnownCalls;
  readonly #appender: RetryingAppender;
  readonly #turns = new ReportTurns();
  readonly #recordedOutcomes: RecordedOutcomes;
  readonly #stopping = new AbortController();
  readonly #closing = new AbortController();
  readonly #waiters = new Set<() => void>();
  readonly #pending = new Set<Promise<unknown>>();
  /** The first entry that is not applied yet. */
  #applied = 0;
  /** Outcomes of entries before it are recorded. */
  #recorded = 0;
  #sinceCheckpoint = 0;
  #isExpiring = false;
  #timer: NodeJS.Timeout | undefined;
  #closed: Promise<void> | undefined;
  finished: Promise<void> = Promise.resolve();

  constructor({ log, journal, logger, now = Date.now, ...limits }: CallReportsOptions) {
    this.#log = log;
    this.#journal = journal;
    this.#limits = { ...defaultCallReportLimits, ...limits };
    this.#now = now;
    this.#startedAt = now();
    this.#events = new EventLog(callReportEvents, { logger, now });
    this.#calls = new KnownCalls(this.#limits);
    this.#recordedOutcomes = new RecordedOutcomes({
      ...this.#limits,
      journal,
      now,
      signal: this.#stopping.signal,
    });
    this.#appender = new RetryingAppender({
      journal,
      stopping: this.#closing.signal,
      onTrouble: (cause) => this.#events.report('callOutcomesHeld', { cause }),
      onRecovered: () => logger?.info?.('Outcomes made of reports are recorded again'),
    });
  }

  async open(): Promise<void> {
    const { signal } = this.#stopping;
    const checkpoint = await loadCheckpoint(this.#log, signal);
    if (checkpoint !== undefined) this.#calls.restore(checkpoint.snapshot);
    this.#applied = checkpoint?.at ?? this.#log.first;
    this.#recorded = await this.#recordedBefore(checkpoint?.at ?? 0);
    this.finished = this.#follow(this.#applied);
    // Who does not look at it sees it when closing.
    this.finished.catch(() => undefined);
    await this.settled();
    this.#timer = setInterval(() => void this.#expire(), this.#limits.expiryCheckMs);
  }

  refusal(report: CallReport): string | undefined {
    const { maxOpenCalls } = this.#limits;
    const open = this.#calls.open + this.#log.end - this.#applied;
    if (open < maxOpenCalls || this.#calls.beginsNone(report)) return undefined;
    this.#events.report('reportsRefused', { open, limit: maxOpenCalls });
    return `${countOf(open, 'call is', 'calls are')} open, the limit is ${maxOpenCalls}: try again when some have ended`;
  }

  accept(reports: readonly CallReport[]): Promise<void> {
    const isKnown = reports.every((report) => this.#calls.names(report));
    if (isKnown && !this.#turns.mustWait(eachName(reports))) return this.#keep(reports.map((report) => ({ report })));
    return this.#turns.run(new Set(eachName(reports)), async () => this.#keep(await this.#named(reports)));
  }

  /** Resolves with the reports, each update with the outcome that it means, where that came ready made. */
  async #named(reports: readonly CallReport[]): Promise<readonly ReportEntry[]> {
    await Promise.allSettled(this.#pending);
    await this.settled();
    const entries: ReportEntry[] = [];
    const begun = new Set<string>();
    const unknown: number[] = [];
    for (const [index, report] of reports.entries()) {
      const names = namesOf(report);
      const isUpdate = report.report === 'updateOutcomes';
      if (!isUpdate) for (const name of names) begun.add(name);
      // What is reported of a call together with its update is not applied yet.
      const isNamed = this.#calls.names(report) || (isUpdate && names.some((name) => begun.has(name)));
      const found = isNamed ? undefined : await this.#find(report);
      if (!isNamed && found === undefined && !this.#calls.canUpdate(report)) unknown.push(index);
      entries.push({ report, found });
    }
    if (unknown.length === 0) return entries;
    this.#events.report('updatesRefused', {}, unknown.length);
    throw new CallUnknownError(unknown, this.#limits.correctionMs);
  }

  #find({ fields }: CallReport): Promise<FoundOutcome | undefined> {
    const { tenantDescriptor: tenant = defaultTenant, sessionIdentifier: session, telephoneNumber: number } = fields;
    return this.#recordedOutcomes.find({ tenant, session, number });
  }

  async #keep(entries: readonly ReportEntry[]): Promise<void> {
    const now = this.#now();
    const appending = this.#log.append(entries.map((entry) => recordOf(entry, now)));
    this.#pending.add(appending);
    try {
      await appending;
    } catch (cause) {
      this.#events.report('reportsNotKept', { cause }, entries.length);
      throw cause;
    } finally {
      this.#pending.delete(appending);
    }
  }

  settled(): Promise<void> {
    return this.#reached(this.#log.end);
  }

  status(): CallReportsStatus {
    return {
      openCalls: this.#calls.open,
      rememberedCalls: this.#calls.remembered,
      waiting: this.#log.end - this.#applied,
      counters: this.#events.counts(),
      events: this.#events.records(),
    };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await Promise.allSettled(this.#pending);
    await Promise.race([this.settled(), this.finished]);
    if (this.#sinceCheckpoint > 0) await this.#checkpoint();
    this.#stopping.abort();
    await this.finished;
    this.#events.flush();
  }

  /** Up to where the log has become outcomes, by the journal. */
  async #recordedBefore(checkpoint: number): Promise<number> {
    const { name } = callsCursor(this.#log.id);
    const saved = (await this.#journal.cursors.load()).find((cursor) => cursor.name === name && cursor.tenant === '');
    const position = saved?.position ?? 0;
    const { end } = this.#log;
    // The journal is saved first: it can be behind a checkpoint only if it was restored, and beyond the log only if that was.
    if (position < checkpoint || position > end) this.#events.report('reportLogsParted', { position });
    return Math.min(position, end);
  }

  async #follow(from: number): Promise<void> {
    const { signal } = this.#stopping;
    try {
      for await (const step of readBatches(this.#log, { from, follow: true, signal })) {
        await this.#take(step);
        this.#applied = step.to;
        for (const wake of this.#waiters) wake();
        if (this.#sinceCheckpoint >= Math.max(this.#limits.checkpointEntries, 2 * this.#calls.remembered)) {
          await this.#checkpoint();
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      for (const wake of this.#waiters) wake();
    }
  }

  async #take(step: ReadStep): Promise<void> {
    if (step.kind === 'gap') {
      const records = missingIn(step);
      this.#events.report('reportsLost', { records, reason: step.reason, cause: step.damage }, records);
    }
    if (step.kind !== 'batch') return;
    const outcomes: OutcomeOfCall[] = [];
    const ids: string[] = [];
    for (const { position, time, body } of recordsIn(step)) {
      const folded = this.#apply(position, time, body);
      if (position < this.#recorded || folded === undefined) continue;
      this.#tell(folded);
      if (folded.outcome === undefined) continue;
      outcomes.push(folded.outcome);
      ids.push(`${this.#log.id}/${position}`);
    }
    if (outcomes.length === 0) return;
    await this.#appender.append(outcomes, { cursors: [this.#cursor(step.to)], ids });
    this.#recorded = step.to;
  }

  #apply(position: number, time: number, body: Uint8Array): Folded | undefined {
    // Erased.
    if (body.length === 0) return undefined;
    const stored = readStored(body);
    if (stored === undefined) {
      this.#events.report('reportsUnreadable', { position });
      return undefined;
    }
    if ('checkpoint' in stored || 'calls' in stored) return undefined;
    this.#sinceCheckpoint++;
    return this.#calls.apply(stored, position, time);
  }

  #tell({ ignored, report, expired, corrects, outcome }: Folded): void {
    if (ignored !== undefined) this.#events.report('reportsIgnored', { report: report ?? '', reason: ignored });
    if (corrects === true) this.#events.report('outcomesCorrected', { campaign: outcome?.campaign ?? '' });
    if (expired === true) this.#events.report('callsExpired', { campaign: outcome?.campaign ?? '' });
  }

  #cursor(position: number): Cursor {
    return { ...callsCursor(this.#log.id), position, filter: {}, touched: this.#now() };
  }

  /** Saves the state of all calls, in the journal first, and forgets reports that are older than they are kept. */
  async #checkpoint(): Promise<void> {
    const [at, snapshot, now] = [this.#applied, this.#calls.snapshot(), this.#now()];
    try {
      await this.#journal.cursors.save([this.#cursor(at)]);
      await saveCheckpoint(this.#log, { at, snapshot }, now);
      this.#sinceCheckpoint = 0;
      const newestMs = Math.max(0, now - snapshot.time) + pruneSlackMs;
      await this.#log.prune({ maxAgeMs: Math.max(this.#limits.retainReportsMs, newestMs) });
    } catch (cause) {
      this.#events.report('callStatesNotSaved', { cause });
    }
  }

  /** Records the limits that have ended. As entries of the log they stand in one order with the reports. */
  async #expire(): Promise<void> {
    if (this.#isExpiring) return;
    this.#isExpiring = true;
    try {
      const now = this.#now();
      const due = this.#calls.due(now, this.#startedAt, expiriesPerLook);
      if (due.length === 0) return;
      const appending = this.#log.append(due.map((expiry) => recordOf({ expiry }, now)));
      this.#pending.add(appending);
      const { first, count } = await appending.finally(() => this.#pending.delete(appending));
      await this.#reached(first + count);
    } catch (cause) {
      this.#events.report('reportsNotKept', { cause });
    } finally {
      this.#isExpiring = false;
    }
  }

  /** Resolves when the entries before a position are applied, or nothing will be any more. */
  async #reached(position: number): Promise<void> {
    if (this.#applied >= position) return;
    const ended = this.finished.then(
      () => true,
      () => true,
    );
    while (this.#applied < position) {
      const moved = new Promise<boolean>((resolve) => {
        const wake = (): void => {
          this.#waiters.delete(wake);
          resolve(false);
        };
        this.#waiters.add(wake);
      });
      if (await Promise.race([ended, moved])) return;
    }
  }
}

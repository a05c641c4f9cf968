import type { OutcomeRecord } from '@sdmp/outcomes';
import { defaultTenant } from '@sdmp/protocol';
import type { ReportValues } from '../report/report-fields.ts';
import { type CallReport, eventOf, type ReportName } from '../report/report-kinds.ts';
import { AgentCalls } from './agent-calls.ts';
import { type Call, type CutCall, type Expiry, learn } from './call.ts';
import { type CallEvent, callLife, type IgnoredBecause, type OutcomeKind } from './call-life.ts';
import type { CallLimits } from './choices.ts';
import { asCorrection, updatedOutcome } from './corrections.ts';
import { type FinishedCall, FinishedCalls, type FoundOutcome, type MadeOutcome } from './finished-calls.ts';
import { keyOf } from './key-of.ts';
import { LimitQueues } from './limit-queues.ts';
import { outcomeOfCall } from './outcome-of-call.ts';
import type { CallsSnapshot } from './snapshot.ts';

/** What is recorded of calls, in one order: reports, and limits that ended. */
export type Entry =
  /** `found`: the outcome that an update means, where that was not made of reports. */
  { readonly report: CallReport; readonly found?: FoundOutcome | undefined } | { readonly expiry: Expiry };

/** An outcome as it is recorded; the correction of one that came ready made has the source of that. */
export type OutcomeOfCall = OutcomeRecord & Pick<MadeOutcome, 'source'>;

/** What an entry led to. At most one of them is there. */
export interface Folded {
  readonly outcome?: OutcomeOfCall;
  /** The call whose limit ended: its outcome says so. */
  readonly expired?: true;
  /** The outcome is a correction. */
  readonly corrects?: true;
  readonly ignored?: IgnoredBecause;
  readonly report?: ReportName;
}

const nothing: Folded = {};

/**
 * The calls that are known, and what entries make of them. Entries are applied in the order in which they were recorded; the
 * same entries give the same outcomes, whenever that is. No clock but that of the entries.
 *
 * Memory: one small object per open call, and per finished call that is remembered its name.
 */
export class KnownCalls {
  readonly #open = new Map<string, Call>();
  readonly #agents = new AgentCalls();
  readonly #trunks = new Map<string, Call>();
  readonly #limits: LimitQueues;
  readonly #finished: FinishedCalls;
  #time = 0;

  constructor(limits: CallLimits) {
    this.#limits = new LimitQueues(limits);
    this.#finished = new FinishedCalls(limits);
  }

  /** Calls without an outcome. */
  get open(): number {
    return this.#open.size;
  }

  /** Finished calls whose late reports are known as such. */
  get remembered(): number {
    return this.#finished.size;
  }

  /** Time of the newest entry, Unix milliseconds; entries of an earlier time count as of this one. */
  get time(): number {
    return this.#time;
  }

  /** Whether a report begins no call, because it is about an open one or an update, so that it takes no further room. */
  beginsNone(report: CallReport): boolean {
    return report.report === 'updateOutcomes' || this.#meant(report, tenantOf(report)) !== undefined;
  }

  /**
   * Whether the call that a report means need not be looked for among outcomes that came ready made: it is no update, or means an open
   * call, or by SI one whose outcome was made here.
   */
  names(report: CallReport): boolean {
    if (report.report !== 'updateOutcomes' || this.#meant(report, tenantOf(report)) !== undefined) return true;
    const { sessionIdentifier } = report.fields;
    if (sessionIdentifier === undefined) return false;
    const finished = this.#finished.get(keyOf(tenantOf(report), sessionIdentifier));
    return finished?.made !== undefined && finished.isReadyMade !== true;
  }

  /** Whether an update changes something that is known here. */
  canUpdate(report: CallReport): boolean {
    return this.names(report) || this.#remembered(report)?.made !== undefined;
  }

  /** Returns the calls whose limit has ended, at most `most`. A limit never ends before it has run since `notBefore` too. */
  due(now: number, notBefore: number, most: number): readonly Expiry[] {
    return this.#limits.due(now, notBefore, most);
  }

  /** Applies the entry at a position, which was recorded at `time`, Unix milliseconds. */
  apply(entry: Entry, position: number, time: number): Folded {
    this.#time = Math.max(this.#time, time);
    this.#finished.forget(this.#time);
    return 'report' in entry ? this.#report(entry, position) : this.#expire(entry.expiry);
  }

  /** Returns everything that later entries depend on. */
  snapshot(): CallsSnapshot {
    return { time: this.#time, calls: [...this.#open.values()], finished: this.#finished.list() };
  }

  /** Takes over a snapshot; only before the first entry. */
  restore({ time, calls, finished }: CallsSnapshot): void {
    this.#time = time;
    for (const each of finished) this.#finished.add(each);
    for (const call of calls) this.#hold(call);
  }

  #report({ report, found }: ReportEntry, position: number): Folded {
    const tenant = tenantOf(report);
    const session = report.fields.sessionIdentifier ?? report.fields.telephoneNumber;
    const call = this.#meant(report, tenant);
    const event = eventOf(report);
    if (call !== undefined) return this.#happen(call, event, report, position);
    if (session === undefined) return this.#unnamed(event, report, tenant);
    if (event === 'updated') return this.#update(this.#newest(report, found), report);
    const finished = this.#finished.get(keyOf(tenant, session));
    if (finished !== undefined && this.#finished.isLate(finished, this.#time)) {
      return this.#afterwards(finished, event, report, { tenant, session });
    }
    return this.#begin(event, report, { tenant, session, position });
  }

  #begin(event: CallEvent, report: CallReport, at: Begin): Folded {
    const { tenant, session, position } = at;
    const isNumber = report.fields.sessionIdentifier === undefined;
    const cell = callLife.none[event];
    if ('ignored' in cell) return { ignored: cell.ignored, report: report.report };
    const known: Call['known'] = {};
    learn({ known }, report.fields);
    if ('outcome' in cell) return this.#finish({ tenant, session, isNumber, known }, cell.outcome, report.fields);
    if ('update' in cell || cell.to === 'none' || cell.to === 'done') return nothing;
    this.#hold({ tenant, session, isNumber, state: cell.to, changed: position, since: this.#time, known });
    return nothing;
  }

  #happen(call: Call, event: CallEvent, report: CallReport, position: number): Folded {
    const cell = callLife[call.state][event];
    if ('ignored' in cell) return { ignored: cell.ignored, report: report.report };
    if ('update' in cell) {
      if (isOfOther(call.known.campaignName, report)) return { ignored: 'contradictory', report: report.report };
      call.update = { ...call.update, ...report.fields };
      return nothing;
    }
    this.#release(call);
    learn(call, report.fields);
    if ('outcome' in cell) return this.#finish(call, cell.outcome, report.fields);
    if (cell.to === 'none' || cell.to === 'done') return nothing;
    call.state = cell.to;
    call.changed = position;
    call.since = this.#time;
    this.#hold(call);
    return nothing;
  }

  /** A report of a call whose outcome a limit made may be what that was made without. */
  #afterwards(finished: FinishedCall, event: CallEvent, report: CallReport, name: Name): Folded {
    const { cut, made } = finished;
    const late: Folded = { ignored: 'late', report: report.report };
    if (cut === undefined || made === undefined) return late;
    const cell = callLife[cut.state][event];
    if ('ignored' in cell) return { ignored: cell.ignored, report: report.report };
    if ('update' in cell || cell.to === 'none') return late;
    const known = { ...cut.known };
    learn({ known }, report.fields);
    if (!('outcome' in cell)) {
      if (cell.to !== 'done') this.#finished.change({ ...finished, cut: { ...cut, state: cell.to, known } });
      return nothing;
    }
    const said = this.#outcome({ ...name, known }, cell.outcome, report.fields);
    const outcome = cut.update === undefined ? said : updatedOutcome(said.body, cut.update, this.#time);
    return this.#correct({ ...finished, cut: undefined }, made, outcome, report);
  }

  /** The finished call that an update means, as far as it is remembered. */
  #remembered(report: CallReport): FinishedCall | undefined {
    const { sessionIdentifier, telephoneNumber } = report.fields;
    const key = keyOf(tenantOf(report), sessionIdentifier ?? telephoneNumber ?? '');
    return this.#finished.get(key) ?? this.#finished.toNumber(key);
  }

  /** The finished call that an update means: what was found in the journal, unless newer is remembered of that call. */
  #newest(report: CallReport, found: FoundOutcome | undefined): FinishedCall | undefined {
    if (found === undefined) return this.#remembered(report);
    const key = keyOf(tenantOf(report), found.session);
    const remembered = this.#finished.get(key);
    if (remembered?.made !== undefined && !isNewer(found.made, remembered.made)) return remembered;
    return { key, at: this.#time, isNumber: false, made: found.made, isReadyMade: true };
  }

  /** What is said of a call after its outcome was made: a correction, unless it changes nothing. */
  #update(finished: FinishedCall | undefined, report: CallReport): Folded {
    if (finished?.made === undefined) return { ignored: 'unknownCall', report: report.report };
    const { made, cut } = finished;
    const outcome = updatedOutcome(made.body, report.fields, this.#time);
    if (isOfOther(outcome.campaign === '' ? undefined : outcome.campaign, report)) {
      return { ignored: 'contradictory', report: report.report };
    }
    // What an update said holds against a report that comes later still.
    const updated = cut === undefined ? undefined : { ...cut, update: { ...cut.update, ...report.fields } };
    return this.#correct({ ...finished, cut: updated }, made, outcome, report);
  }

  #correct(finished: FinishedCall, made: MadeOutcome, outcome: OutcomeRecord, report: CallReport): Folded {
    if (outcome.body === made.body) {
      this.#finished.change(finished);
      return { ignored: 'repeated', report: report.report };
    }
    const { body, classes } = outcome;
    this.#finished.change({ ...finished, made: { ...made, body, classes, revision: made.revision + 1 } });
    const { source } = made;
    const correction: OutcomeOfCall = { ...asCorrection(outcome, made), tenant: tenantOf(report) };
    return { outcome: source === undefined ? correction : { ...correction, source }, corrects: true };
  }

  #expire({ tenant, session, changed }: Expiry): Folded {
    const call = this.#open.get(keyOf(tenant, session));
    if (call?.changed !== changed) return nothing;
    const cell = callLife[call.state].expired;
    if (!('outcome' in cell)) return nothing;
    this.#release(call);
    return {
      ...this.#finish(call, cell.outcome, {}, { state: call.state, known: call.known, update: call.update }),
      expired: true,
    };
  }

  /** A report that names no call by session or number, and means none that is known. */
  #unnamed(event: CallEvent, report: CallReport, tenant: string): Folded {
    // A preview is declined before it is a call: there may be nothing to name it by, and the decision is worth recording.
    if (event !== 'declined') return { ignored: 'unknownCall', report: report.report };
    const known: Call['known'] = {};
    learn({ known }, report.fields);
    return { outcome: this.#outcome({ tenant, known }, 'declined', report.fields) };
  }

  /** The open call that a report means: by SI, by TN as SI, by the trunk, or the newest of the agent. */
  #meant({ report, fields }: CallReport, tenant: string): Call | undefined {
    const { sessionIdentifier, telephoneNumber, trunkIdentifier, agentIdentifier, campaignName } = fields;
    const session = sessionIdentifier ?? telephoneNumber;
    if (session !== undefined) return this.#open.get(keyOf(tenant, session));
    if (trunkIdentifier !== undefined) return this.#trunks.get(keyOf(tenant, trunkIdentifier));
    if (agentIdentifier === undefined || report !== 'transactionComplete') return undefined;
    return this.#agents.newest(tenant, agentIdentifier, campaignName);
  }

  #outcome(
    ended: { readonly tenant: string; readonly session?: string; readonly known: Call['known'] },
    outcome: OutcomeKind,
    fields: ReportValues,
  ): OutcomeRecord {
    return outcomeOfCall({ ...ended, outcome, fields }, this.#time);
  }

  #hold(call: Call): void {
    const { tenant, session, known } = call;
    this.#open.set(keyOf(tenant, session), call);
    this.#limits.add(call);
    this.#agents.add(call);
    if (known.trunkIdentifier !== undefined) this.#trunks.set(keyOf(tenant, known.trunkIdentifier), call);
  }

  /** Takes the call out of every order, before anything about it changes. */
  #release(call: Call): void {
    const { tenant, session, known } = call;
    this.#open.delete(keyOf(tenant, session));
    this.#limits.remove(call);
    this.#agents.remove(call);
    const trunk = known.trunkIdentifier === undefined ? undefined : keyOf(tenant, known.trunkIdentifier);
    // Trunks are used again: the newest call on one has it.
    if (trunk !== undefined && this.#trunks.get(trunk) === call) this.#trunks.delete(trunk);
  }

  /** Makes the outcome of a call, and remembers both. */
  #finish(call: EndingCall, kind: OutcomeKind, fields: ReportValues, cut?: CutCall): Folded {
    const { tenant, session, isNumber, known, update } = call;
    const first = this.#outcome({ tenant, session, known }, kind, fields);
    const outcome = update === undefined ? first : updatedOutcome(first.body, update, this.#time);
    const { body, classes } = outcome;
    const made = { body, classes, time: this.#time, revision: 1 };
    const number = known.telephoneNumber === undefined ? undefined : keyOf(tenant, known.telephoneNumber);
    this.#finished.add({ key: keyOf(tenant, session), at: this.#time, isNumber, number, made, cut });
    return { outcome };
  }
}

type ReportEntry = Extract<Entry, { readonly report: CallReport }>;
type EndingCall = Pick<Call, 'tenant' | 'session' | 'isNumber' | 'known' | 'update'>;
type Name = Pick<Call, 'tenant' | 'session'>;

/** Whether an outcome is of a later call than another, or a later revision of the same. */
function isNewer(one: MadeOutcome, other: MadeOutcome): boolean {
  return one.time > other.time || (one.time === other.time && one.revision > other.revision);
}

/** Whether a report is of another campaign, where both name one. */
function isOfOther(campaign: string | undefined, { fields: { campaignName } }: CallReport): boolean {
  return campaign !== undefined && campaignName !== undefined && campaign !== campaignName;
}

interface Begin extends Name {
  readonly position: number;
}

function tenantOf({ fields: { tenantDescriptor } }: CallReport): string {
  return tenantDescriptor ?? defaultTenant;
}

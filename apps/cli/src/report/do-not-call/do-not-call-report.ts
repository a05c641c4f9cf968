import type { InstallationRules } from '@sdmp/outcomes/rules';
import { reasonOf, reasons } from '@sdmp/protocol';
import type { Fact, ReportTable } from '../table/report-table.ts';
import type { ReportedOutcome } from '../source/outcome-source.ts';
import { timeIn } from '../report-options.ts';

/** Do-not-call outcomes that are listed at most; more are counted. */
export const maxListed = 100_000;

/** Where the called party must not be called again. */
export type DoNotCallScope = 'tenant' | 'campaign' | 'list';

const doNotCallReasons = reasons
  .filter(({ doNotCall }) => doNotCall !== undefined)
  .map(({ code }) => code)
  .join(', ');

interface Listed {
  readonly outcome: ReportedOutcome;
  readonly scope: DoNotCallScope;
  /** Calls to the number after that, where it must not be called. */
  callsSince: number;
}

function digitsOf(telephone: string | undefined): string {
  return (telephone ?? '').replaceAll(/\D/g, '');
}

/** Collects do-not-call outcomes, and calls to the same numbers after them. Outcomes are taken in the order of their positions. */
export class DoNotCallList {
  readonly rules: InstallationRules;
  readonly listed: Listed[] = [];
  readonly #byNumber = new Map<string, Listed[]>();
  /** What was taken back last. */
  #corrected: Listed | undefined;
  /** Those beyond the limit. */
  further = 0;

  constructor(rules: InstallationRules) {
    this.rules = rules;
  }

  /** Takes an outcome, or with -1 takes one back that is corrected by the next. */
  add(outcome: ReportedOutcome, sign: 1 | -1): void {
    const number = digitsOf(outcome.telephone);
    const before = sign < 0 ? this.#remove(outcome, number) : this.#corrected;
    this.#corrected = sign < 0 ? before : undefined;
    for (const entry of this.#byNumber.get(number) ?? []) {
      if (outcome.time >= entry.outcome.time && isForbidden(entry, outcome)) entry.callsSince += sign;
    }
    if (sign > 0) this.#list(outcome, number, before?.callsSince ?? 0);
  }

  #list(outcome: ReportedOutcome, number: string, callsSince: number): void {
    const scope = this.rules.doNotCallOf(outcome);
    if (scope === undefined) return;
    if (this.listed.length >= maxListed) {
      this.further++;
      return;
    }
    const entry = { outcome, scope, callsSince };
    this.listed.push(entry);
    if (number !== '') this.#byNumber.set(number, [...(this.#byNumber.get(number) ?? []), entry]);
  }

  /** Removes the entry of a call, which is about to be listed anew or not, and returns it. */
  #remove(outcome: ReportedOutcome, number: string): Listed | undefined {
    const at = this.listed.findIndex((entry) => isSameCall(entry, outcome));
    if (at < 0) return undefined;
    const [removed] = this.listed.splice(at, 1);
    const others = (this.#byNumber.get(number) ?? []).filter((entry) => entry !== removed);
    this.#byNumber.set(number, others);
    return removed;
  }
}

function isSameCall({ outcome }: Listed, { tenant, session, time }: ReportedOutcome): boolean {
  return outcome.tenant === tenant && outcome.session === session && outcome.time === time;
}

function isForbidden({ scope, outcome: { tenant, campaign } }: Listed, later: ReportedOutcome): boolean {
  if (later.tenant !== tenant) return false;
  return scope === 'campaign' ? later.campaign === campaign : true;
}

export interface DoNotCallContext {
  readonly facts: readonly Fact[];
  readonly zone: string;
  /** Whether telephone numbers are whole, so that calls to them can be found again. */
  readonly seesNumbers: boolean;
}

/** Returns the list as a report. */
export function doNotCallReport(list: DoNotCallList, { facts, zone, seesNumbers }: DoNotCallContext): ReportTable {
  const called = list.listed.filter(({ callsSince }) => callsSince > 0).length;
  return {
    report: 'do-not-call',
    title: 'Do-not-call outcomes, and calls to their numbers since',
    facts: [
      ...facts,
      ['do not call', String(list.listed.length + list.further)],
      ['called again', seesNumbers ? String(called) : 'not known: telephone numbers are masked'],
    ],
    columns: [
      { name: 'time', heading: 'time', kind: 'text', isWhole: true },
      { name: 'telephone', heading: 'telephone', kind: 'text', isWhole: true },
      { name: 'where', heading: 'not on', kind: 'text', isWhole: true },
      { name: 'callsSince', heading: 'calls since', kind: 'count' },
      { name: 'campaign', heading: 'campaign', kind: 'text' },
      { name: 'agent', heading: 'agent', kind: 'text' },
      { name: 'session', heading: 'session', kind: 'text' },
      { name: 'reason', heading: 'reason', kind: 'text' },
      { name: 'agentOutcome', heading: 'agent outcome', kind: 'text' },
      { name: 'tenant', heading: 'tenant', kind: 'text' },
      { name: 'position', heading: 'position', kind: 'text' },
    ],
    rows: list.listed.map(({ outcome, scope, callsSince }) => [
      timeIn(zone, outcome.time),
      outcome.telephone,
      where[scope],
      seesNumbers ? callsSince : undefined,
      outcome.campaign,
      outcome.agent,
      outcome.session,
      nameOf(outcome.reason, (code) => reasonOf(code)),
      nameOf(outcome.agentOutcome, list.rules.agentOutcomeWord),
      outcome.tenant,
      String(outcome.position),
    ]),
    notes: [
      [
        'What counts',
        [
          `reasons ${doNotCallReasons}, the vendor's agent outcomes that stand for one of them, and those that --rules marks with doNotCall`,
          'not on: this campaign, any campaign of the tenant, or it was on a list before it was dialed',
          'calls since: calls of the same number recorded later in what was read, whatever they came to; corrections are no calls',
        ],
      ],
      [
        'What this list cannot say',
        [
          'whether a number was taken off the lists of the dialer',
          'requests that came by mail, telephone or through a register, and calls from another dialer',
          'whether a later call was allowed for another reason, such as a call-back that the person asked for',
        ],
      ],
      ...(list.further === 0 ? [] : [['Not listed', [`${list.further} further ones: read a shorter time`]] as const]),
    ],
  };
}

const where: Readonly<Record<DoNotCallScope, string>> = {
  tenant: 'any campaign',
  campaign: 'this campaign',
  list: 'listed',
};

function nameOf(code: number | undefined, find: (code: number) => { readonly name: string } | undefined) {
  return code === undefined ? undefined : `${code} ${find(code)?.name ?? ''}`.trimEnd();
}

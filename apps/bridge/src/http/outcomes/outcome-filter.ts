import type { RecordFilter, TimeRange } from '@sdmp/journal';
import { type Outcome, outcomeClass } from '@sdmp/outcomes';
import type { OutcomesQuery } from './queries.ts';
import { HttpProblem } from '../responses/http-problem.ts';

type Wanted = Partial<
  Pick<
    OutcomesQuery,
    'tenant' | 'campaign' | 'agent' | 'session' | 'telephone' | 'reason' | 'success' | 'since' | 'until'
  >
>;

/** The end of a telephone number is enough to search by, when it has this many digits. */
const fewestDigits = 4;

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function classesOf(success: boolean | undefined): number {
  if (success === undefined) return outcomeClass.success | outcomeClass.failure;
  return success ? outcomeClass.success : outcomeClass.failure;
}

/** Which outcomes a request wants: first by what the journal knows of a record, then by what is in it. */
export class OutcomeFilter {
  /** What the journal can tell by itself. */
  readonly record: RecordFilter;
  readonly #since: number;
  readonly #until: number;
  readonly #wanted: Wanted;
  readonly #digits: string | undefined;

  /** Throws `INVALID_QUERY` when a telephone number has too few digits. */
  constructor(wanted: Wanted) {
    const { tenant, campaign, success, since, until, telephone } = wanted;
    this.#wanted = wanted;
    this.#since = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
    this.#until = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
    this.#digits = telephone === undefined ? undefined : digitsOf(telephone);
    if (this.#digits !== undefined && this.#digits.length < fewestDigits) {
      throw new HttpProblem(400, 'INVALID_QUERY', `telephone: give at least the last ${fewestDigits} digits`);
    }
    this.record = {
      classes: classesOf(success),
      ...(tenant === undefined ? {} : { tenant }),
      ...(campaign === undefined ? {} : { campaign }),
    };
  }

  /** The times that are wanted; undefined when all are. */
  get times(): TimeRange | undefined {
    const isAny = this.#since === Number.NEGATIVE_INFINITY && this.#until === Number.POSITIVE_INFINITY;
    return isAny ? undefined : { since: this.#since, until: this.#until };
  }

  wantsTime(time: number): boolean {
    return time >= this.#since && time < this.#until;
  }

  /** Whether `wantsOutcome` has to be asked at all. */
  get looksInside(): boolean {
    const { agent, session, reason } = this.#wanted;
    return agent !== undefined || session !== undefined || reason !== undefined || this.#digits !== undefined;
  }

  wantsOutcome(outcome: Outcome): boolean {
    const { agent, session, reason } = this.#wanted;
    return (
      (agent === undefined || outcome.agentIdentifier === agent) &&
      (session === undefined || outcome.sessionIdentifier === session) &&
      (reason === undefined || outcome.reason === reason) &&
      (this.#digits === undefined || digitsOf(outcome.telephoneNumber ?? '').endsWith(this.#digits))
    );
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { CallReport, CallReports } from '@sdmp/calls';
import type { reportFromJson, reportSchema } from '@sdmp/calls/schema';
import { SdmpError } from '@sdmp/protocol';
import { describeError } from '@sdmp/terminal';

/** Between two attempts to hand in reports that cannot be taken now, milliseconds. */
const retryMs = 1000;
/** Reports that are handed in together at most. */
const mostAtOnce = 1000;

/** Returns the JSON object of a line that is a report: it has `report`, which no outcome has. */
function reportIn(text: string): object | undefined {
  if (!text.startsWith('{') || !text.includes('"report"')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'report') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a report is no outcome, where a service takes no reports; undefined for any other line. */
export function refusedReport(text: string): string | undefined {
  return reportIn(text) === undefined ? undefined : 'it is a report of a call: start with --reports to take those';
}

interface Schema {
  readonly reportSchema: typeof reportSchema;
  readonly reportFromJson: typeof reportFromJson;
}

/** The reports among the lines of a feed, gathered until they are handed in. */
export class FeedReports {
  readonly #reports: CallReports;
  readonly #schema: Schema;
  #gathered: CallReport[] = [];

  constructor(reports: CallReports, schema: Schema) {
    this.#reports = reports;
    this.#schema = schema;
  }

  /** Reports that wait. While there are any, nothing of the feed may be called committed. */
  get waiting(): number {
    return this.#gathered.length;
  }

  /** Takes a line. Returns undefined where it is no report, `taken`, or why it is not taken, in words without its values. */
  take(text: string): { readonly fault?: string } | undefined {
    const value = reportIn(text);
    if (value === undefined) return undefined;
    const { success, data, error } = this.#schema.reportSchema.safeParse(value);
    if (!success) return { fault: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
    try {
      this.#gathered.push(this.#schema.reportFromJson(data));
      return {};
    } catch (cause) {
      if (!(cause instanceof SdmpError)) throw cause;
      return { fault: describeError(cause) };
    }
  }

  /**
   * Resolves with the number of reports that were handed in, when they are on disk. Waits while too many calls are open or the disk is full;
   * what does not get there before `stopping` is not counted, and so not committed.
   */
  async handIn(stopping: AbortSignal): Promise<number> {
    const gathered = this.#gathered;
    let done = 0;
    while (done < gathered.length) {
      const part = gathered.slice(done, done + mostAtOnce);
      const refused = part.findIndex((report) => this.#reports.refusal(report) !== undefined);
      const taken = refused < 0 ? part : part.slice(0, refused);
      const isKept = await this.#reports.accept(taken).then(
        () => true,
        () => false,
      );
      if (isKept) done += taken.length;
      if (isKept && refused < 0) continue;
      if (stopping.aborted) return done;
      await sleep(retryMs, undefined, { signal: stopping }).catch(() => undefined);
    }
    this.#gathered = [];
    return done;
  }
}

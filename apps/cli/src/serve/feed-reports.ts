import { setTimeout as sleep } from 'node:timers/promises';
import type { CallReport, CallReports, CallUnknownError } from '@sdmp/calls';
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

/** What is loaded only where reports are taken. */
interface Loaded {
  readonly reportSchema: typeof reportSchema;
  readonly reportFromJson: typeof reportFromJson;
  readonly CallUnknownError: typeof CallUnknownError;
}

interface Gathered {
  readonly line: number;
  readonly report: CallReport;
}

/** The reports among the lines of a feed, gathered until they are handed in. */
export class FeedReports {
  readonly #reports: CallReports;
  readonly #loaded: Loaded;
  #gathered: Gathered[] = [];

  constructor(reports: CallReports, loaded: Loaded) {
    this.#reports = reports;
    this.#loaded = loaded;
  }

  /** Reports that wait. While there are any, nothing of the feed may be called committed. */
  get waiting(): number {
    return this.#gathered.length;
  }

  /** Takes the line of a number. Returns undefined where it is no report, and why it is not taken, in words without its values. */
  take(line: number, text: string): { readonly fault?: string } | undefined {
    const value = reportIn(text);
    if (value === undefined) return undefined;
    const { success, data, error } = this.#loaded.reportSchema.safeParse(value);
    if (!success) return { fault: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
    try {
      this.#gathered.push({ line, report: this.#loaded.reportFromJson(data) });
      return {};
    } catch (cause) {
      if (!(cause instanceof SdmpError)) throw cause;
      return { fault: describeError(cause) };
    }
  }

  /**
   * Resolves with the number of reports that were handed in, when they are on disk. Waits while too many calls are open or the disk is full;
   * what does not get there before `stopping` is not counted, and so not committed. An update of no known call is refused by its line.
   */
  async handIn(stopping: AbortSignal, onBadLine: (line: number, reason: string) => void): Promise<number> {
    let waiting = this.#gathered;
    let done = 0;
    while (waiting.length > 0) {
      const part = waiting.slice(0, mostAtOnce);
      const refused = part.findIndex(({ report }) => this.#reports.refusal(report) !== undefined);
      const given = refused < 0 ? part : part.slice(0, refused);
      const result = await this.#accept(given);
      if ('unknown' in result) {
        const { indexes, message } = result.unknown;
        for (const index of indexes) onBadLine(given[index]?.line ?? 0, message);
        waiting = [...given.filter((_, index) => !indexes.includes(index)), ...waiting.slice(given.length)];
        continue;
      }
      if (result.isKept) {
        done += given.length;
        waiting = waiting.slice(given.length);
        if (refused < 0) continue;
      }
      if (stopping.aborted) return done;
      await sleep(retryMs, undefined, { signal: stopping }).catch(() => undefined);
    }
    this.#gathered = [];
    return done;
  }

  async #accept(given: readonly Gathered[]): Promise<{ isKept: boolean } | { unknown: CallUnknownError }> {
    try {
      await this.#reports.accept(given.map(({ report }) => report));
      return { isKept: true };
    } catch (error) {
      return error instanceof this.#loaded.CallUnknownError ? { unknown: error } : { isKept: false };
    }
  }
}

import { channel } from 'node:diagnostics_channel';
import { type EventDefinition, type EventDetails, fillIn } from './event-table.ts';
import { defaultLineLimits, LineLimit, type LineLimits, type UnwrittenLine } from './line-limit.ts';
import type { EventLevel, Logger } from './logger.ts';

/** What is published on the channel `sdmp:event` of `node:diagnostics_channel` for each report. */
export interface ReportedEvent {
  readonly event: string;
  readonly level: EventLevel;
  readonly line: string;
  readonly count: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event that has happened, for status pages. */
export interface EventRecord {
  readonly event: string;
  readonly level: EventLevel;
  /** Since the log was made. */
  readonly count: number;
  /** When it happened last, Unix milliseconds. */
  readonly at: number;
  /** The newest line. */
  readonly line: string;
}

/** Options of `EventLog`. Limits that are left out have the values of `defaultLineLimits`. */
export interface EventLogOptions extends Partial<LineLimits> {
  /** Gets the lines, limited. Default: nobody. */
  readonly logger?: Logger | undefined;
  /** Unix milliseconds. Default `Date.now`. */
  readonly now?: () => number;
}

interface Happened {
  readonly limit: LineLimit;
  count: number;
  at: number;
  newest: UnwrittenLine;
}

const reported = channel('sdmp:event');

/**
 * Takes the reports of one object, a service or a sink: counts them, publishes each on `sdmp:event`, logs the first
 * lines of each event in a minute and then how many more there were, and remembers the newest for status.
 */
export class EventLog<Table extends { readonly [Name in keyof Table]: EventDefinition }> {
  readonly #table: Table;
  readonly #options: EventLogOptions;
  readonly #happened = new Map<string, Happened>();

  constructor(table: Table, options: EventLogOptions = {}) {
    this.#table = table;
    this.#options = options;
  }

  /** Reports an event; `count` when it happened more than once. Never throws: an error of the logger is thrown by itself. */
  report<Name extends keyof Table & string>(name: Name, details: EventDetails<Table[Name]>, count = 1): void {
    const { level, line: form } = this.#table[name];
    const unwritten = { form, details };
    const happened = this.#of(name, level, unwritten);
    happened.count += count;
    happened.at = (this.#options.now ?? Date.now)();
    happened.newest = unwritten;
    if (reported.hasSubscribers) {
      const line = fillIn(form, details);
      reported.publish({ event: name, level, line, count, details } satisfies ReportedEvent);
    }
    happened.limit.add(unwritten, count);
  }

  /** How often each event of the table has happened. */
  counts(): Readonly<Record<keyof Table & string, number>> {
    const names = Object.keys(this.#table) as (keyof Table & string)[];
    const counts = names.map((name) => [name, this.#happened.get(name)?.count ?? 0]);
    return Object.fromEntries(counts) as Record<keyof Table & string, number>;
  }

  /** What has happened, in the order of the table. */
  records(): EventRecord[] {
    return Object.entries<EventDefinition>(this.#table).flatMap(([event, { level }]) => {
      const happened = this.#happened.get(event);
      if (happened === undefined) return [];
      const { count, at, newest } = happened;
      const line = fillIn(newest.form, newest.details);
      return [{ event, level, count, at, line }];
    });
  }

  /** Logs what was withheld. Reports are taken afterwards too. */
  flush(): void {
    for (const { limit } of this.#happened.values()) limit.end();
  }

  #of(name: string, level: EventLevel, newest: UnwrittenLine): Happened {
    const known = this.#happened.get(name);
    if (known !== undefined) return known;
    const { lines = defaultLineLimits.lines, windowMs = defaultLineLimits.windowMs } = this.#options;
    const write = (line: string, cause: unknown): void => this.#write(level, line, cause);
    const made = { limit: new LineLimit({ lines, windowMs }, write), count: 0, at: 0, newest };
    this.#happened.set(name, made);
    return made;
  }

  #write(level: EventLevel, line: string, cause: unknown): void {
    try {
      this.#options.logger?.[level]?.(line, cause === undefined ? {} : { cause });
    } catch (error) {
      // As an event listener would: by itself, not in the midst of what the caller is doing.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

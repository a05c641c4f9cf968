import type { EventLevel } from './logger.ts';

/** One kind of thing that an operator must hear of. Its name, as `socketsRefused`, names its metric too. */
export interface EventDefinition {
  readonly level: EventLevel;
  /** What one count stands for, as the help text of the metric. */
  readonly counts: string;
  /**
   * The log line; `{name}` stands for a detail, `{name outcome/outcomes}` for one with the words that follow it, as they are
   * after 1 and after any other. Details hold no personal data and no secret.
   */
  readonly line: string;
}

/** The events of one part of a package, by name. Names are unique over all tables of a process. */
export type EventTable = Readonly<Record<string, EventDefinition>>;

type NameIn<Slot extends string> = Slot extends `${infer Name} ${string}` ? Name : Slot;

type Slots<Line extends string> = Line extends `${string}{${infer Slot}}${infer Rest}`
  ? NameIn<Slot> | Slots<Rest>
  : never;

/** What must be given to report an event: every detail that its line names, and the error behind it where there is one. */
export type EventDetails<Definition extends EventDefinition> = Readonly<
  Record<Slots<Definition['line']>, string | number>
> & { readonly cause?: unknown };

/** Returns the table; lines keep their literal types, so that a report without one of their details does not compile. */
export function eventTable<const Table extends EventTable>(table: Table): Table {
  return table;
}

/** Returns the metric of an event, without the prefix of the program: `socketsRefused` gives `sockets_refused_total`. */
export function metricOf(event: string): string {
  return `${event.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`;
}

/** Returns a count and what it is of: `1 outcome`, `3 outcomes`; a count in words, such as `all`, has several. */
export function countOf(count: number | string, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** Returns a line with its details filled in. */
export function fillIn(line: string, details: Readonly<Record<string, unknown>>): string {
  return line.replaceAll(/\{(\w+)(?: ([^{}/]+)\/([^{}/]+))?\}/g, (_, name: string, one?: string, several?: string) => {
    const detail = details[name];
    if (one === undefined) return String(detail);
    return countOf(typeof detail === 'number' ? detail : String(detail), one, several);
  });
}

import type { EventLevel } from './logger.ts';

/** One kind of thing that an operator must hear of. Its name, as `socketsRefused`, names its metric too. */
export interface EventDefinition {
  readonly level: EventLevel;
  /** What one count stands for, as the help text of the metric. */
  readonly counts: string;
  /** The log line; `{name}` stands for a detail. Details hold no personal data and no secret. */
  readonly line: string;
}

/** The events of one part of a package, by name. Names are unique over all tables of a process. */
export type EventTable = Readonly<Record<string, EventDefinition>>;

type Slots<Line extends string> = Line extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never;

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

/** Returns a line with its details filled in. */
export function fillIn(line: string, details: Readonly<Record<string, unknown>>): string {
  return line.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name]));
}

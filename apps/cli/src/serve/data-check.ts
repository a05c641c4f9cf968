import type { Journal } from '@sdmp/journal';
import type { DataSchema } from '@sdmp/outcomes/data';
import { readTextFile, type Terminal } from '@sdmp/terminal';
import { checkedJson } from '../rules/checked-json.ts';
import { messageLogger } from './message-logger.ts';
import type { CountedEvents } from './metrics-page.ts';

/** Options of `sdmp serve` that concern the schema of line-of-business data. */
export interface DataCheckOptions {
  /** Journal folder, where dead letters are kept, too. */
  readonly data: string;
  readonly memory?: true;
  /** A file with the schema. */
  readonly dataSchema?: string;
  readonly debug?: true;
}

/** What holds every outcome against the schema, however it came. */
export interface DataCheck {
  readonly counted: CountedEvents;
  readonly close: () => Promise<void>;
}

/** Returns the schema of a file. Throws a line with the place of the first fault. */
export async function readDataSchema(path: string): Promise<DataSchema> {
  const { dataSchemaSchema } = await import('@sdmp/outcomes/schema');
  return checkedJson(path, await readTextFile(path), dataSchemaSchema, 'sdmp report data --help');
}

/**
 * Begins to hold outcomes against the schema, where there is one: what breaks it becomes a dead letter and stays in the journal. Resolves
 * when nothing that is recorded from then on is missed. What it needs is loaded only then.
 */
export async function startDataCheck(
  journal: Journal,
  schema: DataSchema | undefined,
  { data, memory, debug }: DataCheckOptions,
  terminal: Terminal,
): Promise<DataCheck | undefined> {
  if (schema === undefined) return undefined;
  const { openMemorySinkState, openSinkState, outcomeShape, shapeCheck, sinkEvents, SinkRunner } = await import(
    '@sdmp/sinks'
  );
  const { dataCheckName: name } = await import('@sdmp/outcomes/data');
  const sink = shapeCheck(outcomeShape({ data: schema }));
  const state = memory === true ? openMemorySinkState() : openSinkState(data);
  const logger = messageLogger(terminal, debug === true);
  const runner = new SinkRunner({ name, sink, journal, state, start: 'now', batch: { waitMs: 0 }, logger });
  const check = {
    counted: { table: sinkEvents, prefix: 'data_schema_', counts: () => countsOf(runner.status.events) },
    close: async () => {
      await runner.close();
      state.close();
    },
  };
  try {
    runner.start();
    const stop = (): void => void runner.close();
    terminal.interrupted.addEventListener('abort', stop, { once: true });
    await runner.placed.finally(() => terminal.interrupted.removeEventListener('abort', stop));
    return check;
  } catch (error) {
    await check.close();
    throw error;
  }
}

function countsOf(
  events: readonly { readonly event: string; readonly count: number }[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(events.map(({ event, count }) => [event, count]));
}

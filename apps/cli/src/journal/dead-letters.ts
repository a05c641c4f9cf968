import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '@sdmp/journal';
import type { DeadLetterChoice, SinkState } from '@sdmp/sinks';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { readDataSchema } from '../serve/data-check.ts';
import { countOf } from '@sdmp/events';
import { type FormatOptions, formatTime, wantsJson } from './journal-format.ts';
import { openToRead } from './open-journal.ts';

export interface DeadLettersOptions extends FormatOptions {
  /** Whose dead letters. */
  readonly sink: string;
  /** All of them, or those of a cause, or at positions. */
  readonly all?: true;
  readonly cause?: string;
  readonly positions?: readonly number[];
  /** A file with a schema, against which they are held once more. */
  readonly replay?: string;
  /** Forget them. */
  readonly discard?: true;
}

/** Returns which ones are meant; undefined where none are named. */
export function choiceOf({ all, cause, positions }: DeadLettersOptions): DeadLetterChoice | undefined {
  if (cause !== undefined) return { cause };
  return positions ?? (all === true ? 'all' : undefined);
}

/** The dead letters of a sink, and where they are printed: the object as JSON, or the text. */
interface Letters {
  readonly sink: string;
  readonly state: SinkState;
  readonly print: (json: object, text: string) => Promise<void>;
}

/** Prints dead letters by cause, or one by one where some are named; holds them against a schema once more, or forgets them. */
export async function deadLetters(directory: string, options: DeadLettersOptions, terminal: Terminal): Promise<void> {
  const { openSinkState, sinkStateFile } = await import('@sdmp/sinks');
  const { sink, discard, replay } = options;
  const isJson = wantsJson(options, terminal);
  const print: Letters['print'] = (json, text) =>
    terminal.output.write(`${visibleLine(isJson ? JSON.stringify(json) : text)}\n`);
  const journal = await openToRead(directory);
  try {
    // Opening would make the file.
    if (!existsSync(join(directory, sinkStateFile))) return await print({ sink, letters: 0 }, noneOf(sink));
    const state = openSinkState(directory);
    try {
      const letters = { sink, state, print };
      const chosen = choiceOf(options);
      if (chosen === undefined) await printGroups(letters);
      else if (discard === true) await forget(letters, chosen);
      else if (replay === undefined) await printLetters(letters, chosen);
      else await holdAgain(letters, chosen, journal, replay);
    } finally {
      state.close();
    }
  } finally {
    await journal.close();
  }
}

function noneOf(sink: string): string {
  return `${sink} has no dead letters.`;
}

async function printGroups({ sink, state, print }: Letters): Promise<void> {
  const groups = state.deadLetterGroups(sink);
  for (const { cause, letters, oldestAt, newestAt } of groups) {
    const [oldest, newest] = [formatTime(oldestAt), formatTime(newestAt)];
    await print({ cause, letters, oldest, newest }, `${newest ?? ''}  ${countOf(letters, 'dead letter')}: ${cause}`);
  }
  if (groups.length === 0) await print({ sink, letters: 0 }, noneOf(sink));
}

/** How many are read at a time: as many as the state gives. */
const pageSize = 1000;

async function printLetters({ sink, state, print }: Letters, chosen: DeadLetterChoice): Promise<void> {
  const wanted = chosen === 'all' || 'cause' in chosen ? undefined : new Set(chosen);
  const cause = chosen !== 'all' && 'cause' in chosen ? chosen.cause : undefined;
  for (let from = 0; ; ) {
    const page = state.deadLetters(sink, { from, limit: pageSize, cause });
    for (const { position, reason, at } of page) {
      const time = formatTime(at);
      if (wanted?.has(position) === false) continue;
      await print({ position, time, reason }, `${position}  ${time ?? ''}  ${reason}`);
    }
    const last = page.at(-1);
    if (last === undefined) return;
    from = last.position + 1;
  }
}

async function forget({ sink, state, print }: Letters, chosen: DeadLetterChoice): Promise<void> {
  const before = state.countDeadLetters(sink);
  const discarded = state.removeDeadLetters(sink, chosen);
  const text = `${discarded} of ${countOf(before, 'dead letter')} forgotten; the journal keeps their outcomes.`;
  await print({ discarded, before }, text);
}

/** Holds outcomes against the schema of a file once more: those that fit are dead letters no more. */
async function holdAgain(
  { sink, state, print }: Letters,
  chosen: DeadLetterChoice,
  journal: Journal,
  file: string,
): Promise<void> {
  const [{ outcomeShape, shapeCheck, SinkRunner }, data] = await Promise.all([
    import('@sdmp/sinks'),
    readDataSchema(file),
  ]);
  const check = new SinkRunner({ name: sink, sink: shapeCheck(outcomeShape({ data })), journal, state });
  try {
    const before = state.countDeadLetters(sink);
    const replayed = await check.replay(chosen);
    const left = state.countDeadLetters(sink);
    const text = `${replayed} of ${countOf(before, 'dead letter')} fit the schema now; ${left} left.`;
    await print({ replayed, before, left }, text);
  } finally {
    await check.close();
  }
}

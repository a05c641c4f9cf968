import { countOf } from '@sdmp/events';
import type { Journal } from '@sdmp/journal';
import { type RateTableState, tallyNames } from '@sdmp/outcomes/rates';
import { editFile, readTextFile, say, type Terminal } from '@sdmp/terminal';
import { z } from 'zod';
import { rangeOf } from '../report-options.ts';
import type { OutcomeRange } from '../source/outcome-source.ts';
import type { RatesOptions } from './rates-options.ts';
import type { CountedRates } from './rates-report.ts';

const count = z.number();
const row = z.object({
  values: z.array(z.union([z.string(), z.number(), z.null()])),
  counts: z.object(
    Object.fromEntries(tallyNames.map((name) => [name, count])) as Record<(typeof tallyNames)[number], typeof count>,
  ),
  sessions: z.array(z.tuple([count, count])),
});
const table = z.object({
  rows: z.array(row),
  total: row,
  other: row.optional(),
  hasTooManySessions: z.literal(true).optional(),
});

/** What is kept of a counting: what was counted, and where it continues. */
const keptSchema = z.object({
  form: z.literal('sdmp rates 1'),
  /** What was asked, as text: another question is counted anew. */
  question: z.string(),
  journal: z.string(),
  /** The next position to be counted. */
  position: z.number(),
  /** `Journal.erasures` before it was counted; absent where the journal does not say. */
  erasures: count.optional(),
  table,
  byHour: table.optional(),
  corrections: z.object({ since: count.optional(), amounts: z.array(z.tuple([count, count])) }),
});

/** A counting that continues a kept one. */
export interface KeptCounting {
  /** What is still to be counted. */
  readonly range: OutcomeRange;
  save(): Promise<void>;
}

/**
 * Takes what a file has kept of the same question into empty tables. Another question, another history of the journal, or no file
 * at all: everything is counted, and said so. So it is once something was erased; what retention removes stays counted.
 */
export async function keepRates(
  path: string,
  journal: Journal,
  counted: CountedRates,
  options: RatesOptions,
  terminal: Terminal,
): Promise<KeptCounting> {
  const { by, zone } = options;
  const range = rangeOf(options);
  const question = JSON.stringify({
    by,
    zone,
    ...range,
    ...(options.rules === undefined ? {} : { rules: await readTextFile(options.rules) }),
  });
  const { end } = journal;
  const position = Math.min(end, (range.to ?? end) + 1);
  const erasures = await journal.erasures?.();
  const from = await restore(path, { journal, counted, question, erasures, terminal });
  return {
    range: { ...range, ...(from === undefined ? {} : { from }), to: position - 1 },
    save: () =>
      editFile(path, () => {
        const state = {
          corrections: counted.corrections.state(),
          table: counted.table.state(),
          ...(counted.byHour && { byHour: counted.byHour.state() }),
        };
        const place = { journal: journal.history.nameAt(position), position };
        return `${JSON.stringify({ form: 'sdmp rates 1', question, ...place, erasures, ...state })}\n`;
      }),
  };
}

interface Asked {
  readonly journal: Journal;
  readonly counted: CountedRates;
  readonly question: string;
  readonly erasures: number | undefined;
  readonly terminal: Terminal;
}

async function restore(
  path: string,
  { journal, counted, question, erasures, terminal }: Asked,
): Promise<number | undefined> {
  const text = await readTextFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const kept = keptSchema.safeParse(parsed(text));
  if (!kept.success) {
    throw new Error(`${path}: holds no kept rates: give --keep another file, or remove this one to count anew`);
  }
  const { question: asked, journal: name, position, table: state, byHour, corrections } = kept.data;
  const anew = (why: string): undefined => say(terminal, `${path}: ${why}; everything is counted`) as undefined;
  if (asked !== question) return anew('was kept for another question');
  const place = journal.history.resolve({ journal: name, position });
  if (place.kind !== 'here') return anew('was kept of another history of the journal');
  if (kept.data.erasures !== erasures) return anew('was kept before something was erased from the journal');
  const missed = Math.max(0, journal.first - place.position);
  if (missed > 0) say(terminal, `${path}: retention has removed ${countOf(missed, 'outcome')} before counting`);
  counted.corrections.restore({ since: corrections.since, amounts: corrections.amounts });
  counted.table.restore(state as RateTableState);
  if (byHour !== undefined) counted.byHour?.restore(byHour as RateTableState);
  return place.position;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

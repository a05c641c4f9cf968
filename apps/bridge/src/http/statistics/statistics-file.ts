import { readFile, rename, writeFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Journal } from '@sdmp/journal';
import { type CampaignState, longestWindowMs, type RateState } from '@sdmp/outcomes/statistics';
import { z } from 'zod';

/** Of this form and no other: what an older version kept is counted anew. */
const form = 'sdmp statistics 1';
/** Amounts of conversions in one line. */
const amountsPerLine = 10_000;
/** Lines made without a break: about a millisecond. */
const linesPerTurn = 8;

const header = z.object({
  form: z.literal(form),
  /** Names the history of the journal, with the position. */
  journal: z.string(),
  /** The next position to be counted. */
  position: z.int(),
  time: z.number(),
  erasures: z.int(),
  rules: z.string(),
  /** How many lines follow. */
  lines: z.int(),
});
const numbers = z.array(z.number());
const counts = z.object({
  totals: numbers,
  lastTime: z.number().nullable(),
  reasons: z.array(z.tuple([z.number(), z.number()])),
  agents: z.array(z.tuple([z.string(), z.number(), z.number()])).nullable(),
});
const steps = z.array(z.tuple([z.number(), counts]));
const line = z.union([
  z.object({
    tenant: z.string(),
    campaign: z.string(),
    isOther: z.boolean(),
    minutes: steps,
    quarters: steps,
  }),
  z.object({ rates: z.array(z.object({ newest: z.number(), success: numbers, failure: numbers })) }),
  z.object({ amounts: z.array(z.tuple([z.number(), z.number()])) }),
]);

/** What was counted up to a position. */
export interface CountedStatistics {
  readonly position: number;
  /** When, Unix milliseconds. */
  readonly time: number;
  /** `Journal.erasures` before the first of it was read. */
  readonly erasures: number;
  /** What the rules say, as text; '' without any. */
  readonly rules: string;
  readonly campaigns: Iterable<CampaignState>;
  readonly rates: readonly RateState[];
  /** Amounts of conversions by call, which corrections need. */
  readonly amounts: readonly (readonly [digest: number, amount: number])[];
}

/** What must be so for what was counted to count on. */
export type Present = Pick<CountedStatistics, 'time' | 'erasures' | 'rules'>;

/** Keeps what was counted in a file, with its position in the journal, so that a start reads only what came since. */
export class StatisticsFile {
  readonly #path: string;
  readonly #journal: Pick<Journal, 'first' | 'history'>;

  constructor(path: string, journal: Pick<Journal, 'first' | 'history'>) {
    this.#path = path;
    this.#journal = journal;
  }

  /**
   * Replaces what is kept. Nothing may be counted meanwhile; others have their turn. Is given up, and nothing changed, when `signal` is
   * aborted before all of it was taken.
   */
  async save({ campaigns, rates, amounts, ...rest }: CountedStatistics, signal: AbortSignal): Promise<void> {
    const lines = [JSON.stringify({ rates })];
    for (let at = 0; at < amounts.length; at += amountsPerLine) {
      lines.push(JSON.stringify({ amounts: amounts.slice(at, at + amountsPerLine) }));
    }
    for (const campaign of campaigns) {
      lines.push(JSON.stringify(campaign));
      if (lines.length % linesPerTurn !== 0) continue;
      await nextTurn();
      if (signal.aborted) return;
    }
    const journal = this.#journal.history.nameAt(rest.position);
    const first = JSON.stringify({ form, journal, ...rest, lines: lines.length });
    const draft = `${this.#path}.new`;
    await writeFile(draft, `${[first, ...lines].join('\n')}\n`, { mode: 0o600 });
    // Not synced: what a power cut leaves of it is told by its lines, and counted anew.
    await rename(draft, this.#path);
  }

  /** Returns what was kept; undefined where nothing was, or it cannot be counted on. Rejects when the file cannot be read. */
  async load(present: Present): Promise<CountedStatistics | undefined> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const [first = '', ...rest] = text.trimEnd().split('\n');
    const { success, data } = header.safeParse(parsed(first));
    if (!success || data.lines !== rest.length || !this.#isPresent(data, present)) return undefined;
    const campaigns: CampaignState[] = [];
    let rates: readonly RateState[] = [];
    const amounts: (readonly [number, number])[] = [];
    for (const [index, each] of rest.entries()) {
      if (index % linesPerTurn === 0) await nextTurn();
      const read = line.safeParse(parsed(each));
      if (!read.success) return undefined;
      if ('rates' in read.data) ({ rates } = read.data);
      else if ('amounts' in read.data) amounts.push(...read.data.amounts);
      else campaigns.push(read.data);
    }
    const { position, time, erasures, rules } = data;
    return { position, time, erasures, rules, campaigns, rates, amounts };
  }

  /** Whether the journal has the position still, and neither clock, rules nor erasures make another count of it. */
  #isPresent(kept: z.output<typeof header>, { time, erasures, rules }: Present): boolean {
    const { position, journal } = kept;
    const place = this.#journal.history.resolve({ journal, position });
    return (
      place.kind === 'here' &&
      place.position === position &&
      position >= this.#journal.first &&
      kept.time <= time &&
      kept.time > time - longestWindowMs &&
      kept.erasures === erasures &&
      kept.rules === rules
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
